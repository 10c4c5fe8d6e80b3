import { type Database, jobs } from "@tributary/database";
import type { Problem } from "@tributary/validation";

/**
 * Milliseconds a provider still asks a sync to wait that is about to end by its rate limit; undefined for other problems
 * and where it named no time. What an error carries does not outlive the engine; the wait that was noted in the job does.
 */
export async function providersTime(
  database: Database,
  job: { readonly workspaceId: string; readonly jobId: string; readonly problem: Problem },
): Promise<number | undefined> {
  if (job.problem.code !== "rate-limited") return undefined;
  const held = await jobs.get(database, job.workspaceId, job.jobId);
  return held?.waiting ? Math.max(0, Date.parse(held.waiting.until) - Date.now()) : undefined;
}
