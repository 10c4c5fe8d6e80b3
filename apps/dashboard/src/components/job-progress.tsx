import { isJobActive } from "../api/is-job-active.ts";
import type { Job } from "../api/source.ts";
import { useJob } from "../api/use-job.ts";
import { JobLink } from "./job/job-link.tsx";
import { JobWait } from "./job/job-wait.tsx";
import { JobWhole } from "./job/job-whole.tsx";
import { jobState, progressWords, resultWords } from "./job/job-words.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { ErrorState, Loading } from "./states.tsx";

interface Shown {
  /** In a line and a bar, for cards and lists. */
  readonly compact?: boolean;
  /** Whether it leads to the page of the run; that page itself leaves it out. */
  readonly linked?: boolean;
}

/**
 * How far a run is, what it waits for, how it ended, and a way to stop it. With `jobId` it is followed live, over one stream
 * however often it is shown; with `job` it is shown as whoever asked for it knows it, as in lists.
 */
export function JobProgress(props: Shown & ({ readonly job: Job } | { readonly jobId: string })) {
  return "job" in props ? <Known {...props} /> : <Followed {...props} />;
}

function Followed({ jobId, ...shown }: Shown & { readonly jobId: string }) {
  const { data, error, refetch } = useJob(jobId);
  if (data) return <Known job={data} {...shown} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading what="Loading the run" />;
}

function Known({ job, compact = false, linked = true }: Shown & { readonly job: Job }) {
  return compact ? <Line job={job} linked={linked} /> : <JobWhole job={job} linked={linked} />;
}

function Line({ job, linked }: { readonly job: Job; readonly linked: boolean }) {
  const active = isJobActive(job);
  const { done, total, listing } = job.progress;
  return (
    <div className="space-y-1.5">
      {active && <ProgressBar label="Progress of the run" value={listing || total === 0 ? null : done} max={total} />}
      {job.waiting && <JobWait waiting={job.waiting} />}
      <p className="flex justify-between gap-3 text-[13px] text-ink-2 tabular">
        <span className={job.status === "failed" ? "min-w-0 break-words text-bad" : "min-w-0 break-words"}>
          {active ? progressWords(job) : resultWords(job)}
        </span>
        {/* Told when it changes; the figures change too often to be read out. */}
        <span role="status" className="sr-only">
          {jobState(job).words}
        </span>
        {linked && <JobLink jobId={job.id} />}
      </p>
    </div>
  );
}
