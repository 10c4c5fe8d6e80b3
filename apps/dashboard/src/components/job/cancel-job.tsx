import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { cancelJob } from "../../api/jobs.ts";
import type { Job } from "../../api/source.ts";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../dialog.tsx";
import { formatPlural } from "../format.ts";
import { useToasts } from "../toast.tsx";

/** Documents read after which somebody is asked first: reading them again takes a while. */
const MUCH = 500;

/** Stops a run; asks first when much of it is done. */
export function CancelJob({ job }: { readonly job: Job }) {
  const [asking, setAsking] = useState(false);
  const toasts = useToasts();
  const { mutate, isPending } = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSuccess: ({ cancelled }) =>
      cancelled
        ? toasts.done("The run is cancelled", "What it made searchable stays; the next run goes on from there.")
        : toasts.done("The run was over already"),
    onError: (error) => toasts.failed("The run goes on", error),
    onSettled: () => setAsking(false),
  });
  const { fetched } = job.progress;
  return (
    <>
      <Button size="small" busy={isPending} onClick={() => (fetched >= MUCH ? setAsking(true) : mutate())}>
        Cancel the run
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => mutate()}
        title="Cancel this run?"
        confirm="Cancel the run"
        dismiss="Let it go on"
        busy={isPending}
        danger
      >
        <p>
          It has read {formatPlural(fetched, "document")}. They stay, and those that were made searchable can be found;
          what is left is read by the next run, which goes on from there.
        </p>
      </ConfirmDialog>
    </>
  );
}
