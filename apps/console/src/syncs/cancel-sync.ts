import { jobs } from "@tributary/database";
import { tellSyncEnded } from "../observability/sync-ended.ts";
import type { Runtime } from "../runtime.ts";

/** The job of a sync that was requested by event alone: the same event always means the same job. */
export function jobIdOf(eventId: string | undefined): string {
  return `job_${eventId ?? "unknown"}`;
}

/**
 * Stops a sync that is queued or running, with all its runs; false when it was over already. Asked again, it stops what did
 * not hear of it the first time.
 */
export async function cancelSync(
  { services, workflows }: Pick<Runtime, "services" | "workflows">,
  scope: { readonly workspaceId: string; readonly sourceId: string; readonly jobId: string },
): Promise<boolean> {
  const { workspaceId, jobId } = scope;
  const cancelled = await jobs.cancel(services.database, workspaceId, jobId);
  if (cancelled) await tellSyncEnded(services, { workspaceId, jobId, cancelled });
  if (!(cancelled || (await jobs.isCancelled(services.database, workspaceId, jobId)))) return false;
  try {
    await workflows.inngest.send({ name: "sync.cancelled", data: scope });
  } catch (error) {
    // Its steps look at the job themselves, and stop a moment later.
    services.logger.error({ error }, "the workflow engine did not take an event");
  }
  return cancelled;
}
