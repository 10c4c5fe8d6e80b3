import { isJobActive } from "../../api/is-job-active.ts";
import type { Job } from "../../api/source.ts";
import { CancelJob } from "./cancel-job.tsx";
import { JobBadge } from "./job-badge.tsx";
import { JobLink } from "./job-link.tsx";
import { JobStageList } from "./job-stage-list.tsx";
import { JobWait } from "./job-wait.tsx";
import { paceWords, progressWords, resultWords } from "./job-words.ts";
import { Took } from "./took.tsx";

/** A run with its stages, what it waits for, how it ended, and a way to stop it. */
export function JobWhole({ job, linked }: { readonly job: Job; readonly linked: boolean }) {
  const active = isJobActive(job);
  const failed = job.status === "failed";
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span role="status" className="flex">
          <JobBadge job={job} />
        </span>
        {!failed && (
          <span className="min-w-0 flex-1 basis-40 text-sm break-words text-ink-2 tabular">
            {active ? paceOf(job) : resultWords(job)}
            {job.status === "running" && (
              <span className="text-ink-3">
                {paceOf(job) !== "" && " · "}
                <Took job={job} />
              </span>
            )}
          </span>
        )}
        {(active || linked) && (
          <span className="ml-auto flex items-center gap-3">
            {linked && <JobLink jobId={job.id} />}
            {active && <CancelJob job={job} />}
          </span>
        )}
      </div>
      {failed && <p className="rounded-lg bg-bad-soft px-3 py-2 text-sm break-words text-bad">{resultWords(job)}</p>}
      {job.waiting && <JobWait waiting={job.waiting} />}
      <JobStageList job={job} />
    </div>
  );
}

/** The rate of a run and how long it takes still, where there is something to go by. */
function paceOf(job: Job): string {
  const { perSecond, remainingSeconds, done, total } = job.progress;
  if (job.status === "queued") return progressWords(job);
  if (job.waiting || total === 0) return "";
  return done === total && !job.progress.listing ? "Finishing…" : paceWords(perSecond, remainingSeconds).join(", ");
}
