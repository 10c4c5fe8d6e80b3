import type { Job } from "../../api/source.ts";
import { formatDuration } from "../format.ts";
import { useNow } from "../use-now.ts";
import { jobDuration } from "./job-words.ts";

/** How long a run took, or takes so far. */
export function Took({ job }: { readonly job: Job }) {
  const running = job.status === "running";
  const took = jobDuration(job, useNow(running ? 1_000 : null));
  if (took === null || (job.finishedAt === null && !running)) return <span aria-hidden="true">–</span>;
  return running ? `${formatDuration(Math.max(Math.floor(took / 1_000), 1) * 1_000)} so far` : formatDuration(took);
}
