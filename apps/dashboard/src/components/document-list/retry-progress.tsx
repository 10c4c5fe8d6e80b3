import { useEffect } from "react";
import { isJobActive } from "../../api/is-job-active.ts";
import { refreshListings } from "../../api/listings.ts";
import type { Job } from "../../api/source.ts";
import { useJob } from "../../api/use-job.ts";
import { JobProgress } from "../job-progress.tsx";

/** How far the run is that tries documents again; the listings of its source are brought up to date once it is over. */
export function RetryProgress({ sourceId, jobId }: { readonly sourceId: string; readonly jobId: string }) {
  const { data: job } = useJob(jobId);
  const over = job !== undefined && !isJobActive(job);
  useEffect(() => {
    if (over) void refreshListings(sourceId);
  }, [over, sourceId]);
  return (
    <div className="space-y-1.5 border-b border-line bg-sunken/50 px-4 py-3 sm:px-5">
      <p className="text-[13px] font-medium">{headingOf(job)}</p>
      <JobProgress jobId={jobId} compact />
    </div>
  );
}

function headingOf(job: Job | undefined): string {
  if (job === undefined || isJobActive(job)) return "Trying again";
  if (job.status === "failed") return "The new try failed";
  return job.status === "cancelled" ? "The new try was cancelled" : "Tried again";
}
