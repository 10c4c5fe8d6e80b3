import { Link } from "@tanstack/react-router";
import { isJobActive } from "../../api/is-job-active.ts";
import type { Job } from "../../api/source.ts";
import { formatMoment } from "../format.ts";
import { ProgressBar } from "../progress-bar.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { SourceIcon } from "../source-icon.tsx";
import { JobBadge } from "./job-badge.tsx";
import { causeWords, changeWords, modeWords, progressWords, triggerWords } from "./job-words.ts";
import { Took } from "./took.tsx";

/** How high a row is in pixels, about. */
export const JOB_ROW_PIXELS = 64;

/** A run in a list; `source` where the list is of several. */
export function JobRow({
  job,
  source,
}: {
  readonly job: Job;
  readonly source?: { readonly name: string; readonly kind: string } | undefined;
}) {
  const { progress } = job;
  const told = toldOf(job);
  const name = source?.name ?? triggerWords(job.trigger);
  return (
    <div className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 sm:px-5 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_auto]">
      <div className="flex min-w-0 items-center gap-2.5">
        {source && <SourceIcon kind={source.kind} />}
        <div className="min-w-0">
          <Link
            to="/runs/$jobId"
            params={{ jobId: job.id }}
            aria-label={`${name}: the run of ${formatMoment(job.createdAt)}`}
            className="block truncate text-sm font-medium after:absolute after:inset-0 hover:underline"
          >
            {name}
          </Link>
          <p className="truncate text-[13px] text-ink-3">{source ? causeWords(job) : modeWords(job)}</p>
        </div>
      </div>
      <div className="order-3 col-span-2 min-w-0 md:order-none md:col-span-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <JobBadge job={job} />
          <p className="min-w-0 flex-1 basis-40 truncate text-[13px] text-ink-2 tabular" title={told}>
            {told}
          </p>
        </div>
        {job.status === "running" && (
          <div className="mt-1.5 max-w-md">
            <ProgressBar
              label="Progress of the run"
              value={progress.listing || progress.total === 0 ? null : progress.done}
              max={progress.total}
            />
          </div>
        )}
      </div>
      <div className="text-right text-[13px] text-ink-3 tabular">
        <p>
          <RelativeTime time={job.createdAt} />
        </p>
        <p>
          {job.finishedAt !== null && job.startedAt !== null && "took "}
          <Took job={job} />
        </p>
      </div>
    </div>
  );
}

/** What a run did, without what its badge says already. */
function toldOf(job: Job): string {
  if (isJobActive(job)) return progressWords(job);
  if (job.status === "failed" && job.problem) return job.problem.message;
  const { counts } = job;
  return changeWords({
    ...job,
    counts: job.status !== "completed_with_failures" ? counts : { ...counts, ...said(counts) },
  });
}

function said({ failed }: Job["counts"]): Partial<Job["counts"]> {
  return failed > 0 ? { failed: 0 } : { held: 0 };
}
