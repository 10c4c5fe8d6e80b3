import { Check, Circle, CircleMinus } from "lucide-react";
import type { Job } from "../../api/source.ts";
import { classes } from "../classes.ts";
import { ProgressBar } from "../progress-bar.tsx";
import { Spinner } from "../spinner.tsx";
import { jobStages, type Stage, type StageState } from "./job-stages.ts";

const stateWords: Record<StageState, string> = {
  ahead: "not begun",
  active: "under way",
  done: "done",
  stopped: "stopped",
};

/** The parts of a run side by side, each with what it has come to. */
export function JobStageList({ job }: { readonly job: Job }) {
  return (
    <ol aria-label="Stages" className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
      {jobStages(job).map((stage) => (
        <StageItem key={stage.key} stage={stage} />
      ))}
    </ol>
  );
}

function StageItem({ stage: { name, state, detail, more, share } }: { readonly stage: Stage }) {
  return (
    <li className="min-w-0">
      <p className="flex items-center gap-2 text-sm font-medium">
        <StageSign state={state} />
        <span className={classes(state === "ahead" && "text-ink-3")}>{name}</span>
        <span className="sr-only">, {stateWords[state]}</span>
      </p>
      <div className="mt-1.5">
        {share !== null || state === "active" ? (
          <ProgressBar label={name} value={share?.value ?? null} max={share?.max ?? 1} />
        ) : (
          <div
            aria-hidden="true"
            className={classes("h-1.5 rounded-full", state === "done" ? "bg-accent" : "bg-sunken")}
          />
        )}
      </div>
      <p className="mt-1.5 min-h-5 text-[13px] break-words text-ink-2 tabular">{detail}</p>
      <p className="min-h-4.5 text-xs break-words text-ink-3 tabular">{more}</p>
    </li>
  );
}

function StageSign({ state }: { readonly state: StageState }) {
  if (state === "active") return <Spinner />;
  if (state === "done") return <Check aria-hidden="true" className="size-4 text-good" />;
  if (state === "stopped") return <CircleMinus aria-hidden="true" className="size-4 text-ink-3" />;
  return <Circle aria-hidden="true" className="size-4 text-line-strong" />;
}
