import { documents, KEPT_DAYS, sources } from "@tributary/database";
import type { SourceRecord } from "@tributary/validation";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Until when what was archived at a moment can be restored, ISO 8601. */
export function keptUntil(archivedAt: string): string {
  return new Date(Date.parse(archivedAt) + KEPT_DAYS * DAY_MS).toISOString();
}

/**
 * Disconnects a source: from now on it is neither found nor synced, and its credentials are gone; what it holds is kept
 * to be restored. Disconnecting it again changes nothing. Throws ApiError 404 for one the workspace has not.
 */
export async function disconnectSource(
  { services, workflows }: Pick<Runtime, "services" | "workflows">,
  request: { readonly workspaceId: string; readonly sourceId: string; readonly reason: string },
): Promise<{ readonly source: SourceRecord; readonly documents: number; readonly restorableUntil: string }> {
  const { database, logger } = services;
  const { workspaceId, sourceId, reason } = request;
  const before = await sources.get(database, workspaceId, sourceId);
  const source = before && (await sources.archive(database, workspaceId, sourceId));
  if (!source?.archivedAt) throw notFound("source", sourceId);
  const { archivedAt } = source;
  const counts = await documents.counts(database, { workspaceId, sourceId });
  try {
    await workflows.inngest.send({
      id: `disconnected:${sourceId}:${archivedAt}`,
      name: "source.disconnected",
      data: { workspaceId, sourceId, reason, archivedAt },
    });
  } catch (error) {
    // It is disconnected all the same: a sync that still runs finds no credentials and cannot be found.
    logger.error({ error }, "the workflow engine did not take an event");
  }
  return {
    source,
    documents: Object.values(counts).reduce((sum, count) => sum + count, 0),
    restorableUntil: keptUntil(archivedAt),
  };
}
