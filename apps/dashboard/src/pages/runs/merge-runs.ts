import { isJobActive } from "../../api/is-job-active.ts";
import type { JobFilter } from "../../api/jobs.ts";
import type { Job } from "../../api/source.ts";

/** The runs of a list, put together from what was asked for at different times. */
export interface MergedRuns {
  /** What is under way first, then the newest. */
  readonly runs: readonly Job[];
  /** Whether some were missed in between or ended unseen, so that the pages have to be asked for again. */
  readonly stale: boolean;
}

/**
 * Puts the pages of a list, the runs that came since and the live ones together; each run is shown once, as it was seen
 * last. Undefined is what has not been answered yet.
 */
export function mergeRuns(given: {
  readonly pages: readonly Job[];
  readonly newest: readonly Job[] | undefined;
  readonly live: readonly Job[] | undefined;
  readonly status: JobFilter["status"];
}): MergedRuns {
  const { pages, newest, live, status } = given;
  const paged = new Map(pages.map((job) => [job.id, job]));
  const seen = new Map(paged);
  for (const job of newest ?? []) seen.set(job.id, later(seen.get(job.id), job));
  for (const job of live ?? []) seen.set(job.id, later(seen.get(job.id), job));
  const fresh = new Set([...(newest ?? []), ...(live ?? [])].map(({ id }) => id));
  const endedUnseen = live !== undefined && pages.some((job) => isJobActive(job) && !fresh.has(job.id));
  const missed =
    pages.length > 0 && newest !== undefined && newest.length > 0 && !newest.some(({ id }) => paged.has(id));
  const runs = [...seen.values()].filter((job) => status === undefined || job.status === status).sort(order);
  return { runs, stale: endedUnseen || missed };
}

/** Of two states of a run the later one: what is over does not go on. */
function later(one: Job | undefined, other: Job): Job {
  return one !== undefined && !isJobActive(one) ? one : other;
}

function order(one: Job, other: Job): number {
  const live = Number(isJobActive(other)) - Number(isJobActive(one));
  if (live !== 0) return live;
  return other.createdAt.localeCompare(one.createdAt) || other.id.localeCompare(one.id);
}
