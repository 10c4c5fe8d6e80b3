import type { Job } from "@tributary/validation";

/** The event that has a queued sync begin; sent again, it does nothing. */
export function syncRequested(
  { workspaceId, sourceId }: Pick<Job, "workspaceId" | "sourceId">,
  { id, mode, trigger }: Pick<Job, "id" | "mode" | "trigger">,
) {
  return { id: `sync:${id}`, name: "sync.requested", data: { workspaceId, sourceId, jobId: id, mode, trigger } };
}
