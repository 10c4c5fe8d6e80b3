import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Clock,
  type LucideIcon,
  RotateCw,
  Workflow,
} from "lucide-react";
import type { WorkflowStep } from "../../../api/workflows.ts";
import { Spinner } from "../../../components/spinner.tsx";

const icons: Readonly<Record<Exclude<WorkflowStep["status"], "running">, readonly [LucideIcon, string]>> = {
  queued: [CircleDashed, "text-ink-3"],
  waiting: [Clock, "text-info"],
  retrying: [RotateCw, "text-warn"],
  completed: [CircleCheck, "text-good"],
  failed: [CircleAlert, "text-bad"],
  cancelled: [CircleSlash, "text-ink-3"],
};

/** How a step does; its row says the same in words. */
export function StepIcon({ step: { status, kind } }: { readonly step: Pick<WorkflowStep, "status" | "kind"> }) {
  if (status === "running")
    return (
      <span className="shrink-0 text-info">
        <Spinner />
      </span>
    );
  const [Icon, colour] = icons[status];
  const Shown = status === "waiting" && kind === "invoke" ? Workflow : Icon;
  return <Shown aria-hidden="true" className={`size-4 shrink-0 ${colour}`} />;
}
