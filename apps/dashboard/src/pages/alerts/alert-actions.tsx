import { useState } from "react";
import { type Alert, settleAlert } from "../../api/alerts.ts";
import { Button } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/dialog.tsx";
import { keepFocus } from "../../components/keep-focus.ts";
import { useToasts } from "../../components/toast.tsx";

/** Says that an alert was seen, or that it is over. */
export function AlertActions({ alert: { id, state, condition, summary } }: { readonly alert: Alert }) {
  const [busy, setBusy] = useState<"acknowledge" | "resolve">();
  const [asking, setAsking] = useState(false);
  const toasts = useToasts();
  if (state === "resolved") return null;
  const settle = async (action: "acknowledge" | "resolve") => {
    setBusy(action);
    try {
      await settleAlert(id, action);
      if (action === "acknowledge")
        toasts.done("Acknowledged", "It stays until it is over, and nobody is told of it again.");
      else toasts.done("Resolved", "If it is still so, it is raised again.");
    } catch (error) {
      toasts.failed("The alert is as it was", error);
    }
    setBusy(undefined);
    setAsking(false);
    keepFocus();
  };
  // What is missing then is not missed any more, which nothing takes back.
  const asksFirst = condition === "coverage-drop";
  return (
    <div className="flex flex-wrap gap-2">
      {state === "open" && (
        <Button
          size="small"
          busy={busy === "acknowledge"}
          disabled={busy !== undefined}
          aria-label={`Acknowledge: ${summary}`}
          onClick={() => void settle("acknowledge")}
        >
          Acknowledge
        </Button>
      )}
      <Button
        size="small"
        busy={busy === "resolve" && !asking}
        disabled={busy !== undefined}
        aria-label={`Resolve: ${summary}`}
        onClick={() => (asksFirst ? setAsking(true) : void settle("resolve"))}
      >
        Resolve
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void settle("resolve")}
        title="Were they deleted on purpose?"
        confirm="Resolve"
        busy={busy === "resolve"}
      >
        <p>What can be found now is what is expected from here on: nobody is told of these documents again.</p>
      </ConfirmDialog>
    </div>
  );
}
