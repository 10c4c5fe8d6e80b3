import { jobs, sources } from "@tributary/database";
import { isJobActive } from "@tributary/validation";
import type { Services } from "../services.ts";

/**
 * Tells of a sync that ended; of one that was cancelled whoever cancelled it does, with `cancelled`. Never rejects: what
 * is counted must not decide how the work goes on.
 */
export async function tellSyncEnded(
  { database, logger, telemetry }: Services,
  input: { readonly workspaceId: string; readonly jobId: string; readonly cancelled?: true },
): Promise<void> {
  const { workspaceId, jobId, cancelled = false } = input;
  try {
    const job = await jobs.get(database, workspaceId, jobId);
    if (!job || isJobActive(job.status) || (job.status === "cancelled") !== cancelled) return;
    const { status, counts, sourceId } = job;
    const source = await sources.get(database, workspaceId, sourceId);
    const started = Date.parse(job.startedAt ?? job.createdAt);
    const seconds = Math.max(0, Date.parse(job.finishedAt ?? job.createdAt) - started) / 1_000;
    telemetry.syncEnded({ kind: source?.kind ?? "unknown", status, seconds, counts });
  } catch (error) {
    logger.warn({ error, jobId }, "a sync that ended could not be counted");
  }
}
