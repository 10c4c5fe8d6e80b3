import type { WorkflowRun } from "../../api/workflows.ts";
import { Badge } from "../../components/badge.tsx";
import { runStatusTones, runStatusWords } from "./workflow-words.ts";

/** How a run does or how it ended. */
export function RunBadge({ run: { status, attempt } }: { readonly run: Pick<WorkflowRun, "status" | "attempt"> }) {
  const again = attempt > 1 && (status === "running" || status === "queued");
  return (
    <Badge tone={again ? "warn" : runStatusTones[status]} dot>
      {again ? `${runStatusWords[status]}, attempt ${attempt}` : runStatusWords[status]}
    </Badge>
  );
}
