import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleStop, RotateCcw } from "lucide-react";
import { useState } from "react";
import { cancelWorkflowRun, isRunActive, rerunWorkflow, type WorkflowRunDetails } from "../../../api/workflows.ts";
import { Button } from "../../../components/button.tsx";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { useToasts } from "../../../components/toast.tsx";

/** What can be done with a run. */
export function RunActions({ run }: { readonly run: WorkflowRunDetails }) {
  const [asking, setAsking] = useState<"cancel" | "rerun" | null>(null);
  return (
    <>
      {isRunActive(run) && (
        <Button
          size="small"
          icon={<CircleStop aria-hidden="true" className="size-4" />}
          onClick={() => setAsking("cancel")}
        >
          Cancel
        </Button>
      )}
      <Button
        size="small"
        icon={<RotateCcw aria-hidden="true" className="size-4" />}
        onClick={() => setAsking("rerun")}
      >
        Run again
      </Button>
      <CancelDialog run={run} open={asking === "cancel"} onClose={() => setAsking(null)} />
      <RerunDialog run={run} open={asking === "rerun"} onClose={() => setAsking(null)} />
    </>
  );
}

function CancelDialog({
  run,
  open,
  onClose,
}: {
  readonly run: WorkflowRunDetails;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const toasts = useToasts();
  const { mutate, isPending } = useMutation({
    mutationFn: () => cancelWorkflowRun(run.id),
    onSuccess: ({ cancelled }) => toasts.done(cancelled ? "The run is cancelled" : "The run was over already"),
    onError: (error) => toasts.failed("The run goes on", error),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => mutate()}
      title="Cancel this run?"
      confirm="Cancel the run"
      dismiss="Let it go on"
      busy={isPending}
      danger
    >
      <p>A step that is running ends first, and no other begins. What the steps did so far stays.</p>
      {run.function === "sync.orchestrator" && <p>This run is a sync: the sync is cancelled with it.</p>}
    </ConfirmDialog>
  );
}

/** Asks before a run is repeated, whole or from one of its steps, and leads to the new one. */
export function RerunDialog({
  run,
  step,
  open,
  onClose,
}: {
  readonly run: WorkflowRunDetails;
  readonly step?: { readonly id: string; readonly name: string };
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const toasts = useToasts();
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: () => rerunWorkflow(run.id, step?.id),
    onSuccess: ({ run: again }) => {
      toasts.done("It runs again", "This is the new run.");
      void navigate({ to: "/workflows/$runId", params: { runId: again.id } });
    },
    onError: (error) => toasts.failed("It does not run again", error),
    onSettled: onClose,
  });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      onConfirm={() => mutate()}
      title={step ? `Run again from ${step.name}?` : "Run this again?"}
      confirm="Run again"
      busy={isPending}
    >
      {step ? (
        <p>A new run takes over what the steps before this one gave, and does this step and all that follow anew.</p>
      ) : (
        <p>A new run of {run.functionName} begins with the same input. This one stays as it is.</p>
      )}
      {isRunActive(run) && <p>This run is not over: both will run at the same time.</p>}
    </ConfirmDialog>
  );
}
