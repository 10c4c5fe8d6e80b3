import { archives, documents, KEPT_DAYS } from "@tributary/database";
import type { Services } from "../services.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Documents one call removes unless told otherwise: a step's worth. */
const DOCUMENTS_MAX = 2_000;

/** Documents removed at once; their ids are part of one request to the vector store. */
const DOCUMENTS_PER_BATCH = 200;

/** What one call removed; `more` when there is more to remove. */
export interface Purged {
  readonly sources: number;
  readonly documents: number;
  readonly more: boolean;
}

/**
 * Removes sources for good that were disconnected 30 days before `now` (milliseconds), with their documents and vectors,
 * at most `limit` documents a call. A call that is cut short is gone on with by the next.
 */
export async function purgeArchived(
  services: Services,
  options: { readonly now?: number; readonly limit?: number } = {},
): Promise<Purged> {
  const { database } = services;
  const { now = Date.now(), limit = DOCUMENTS_MAX } = options;
  const before = new Date(now - KEPT_DAYS * DAY_MS);
  const removed = { sources: 0, documents: 0 };
  while (removed.documents < limit) {
    const [place] = await archives.expired(database, { before, limit: 1 });
    if (!place) return { ...removed, more: false };
    // It may have been restored since it was looked up.
    if (!(await archives.beginPurge(database, { ...place, before }))) continue;
    for (;;) {
      const left = Math.min(DOCUMENTS_PER_BATCH, limit - removed.documents);
      if (left === 0) return { ...removed, more: true };
      const ids = await firstIds(services, place, left);
      if (ids.length === 0) break;
      await removeForGood(services, place.workspaceId, ids);
      removed.documents += ids.length;
    }
    await archives.finishPurge(database, place);
    removed.sources += 1;
  }
  return { ...removed, more: true };
}

async function firstIds(
  { database }: Services,
  place: { readonly workspaceId: string; readonly sourceId: string },
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of documents.ids(database, place)) {
    ids.push(id);
    if (ids.length === count) break;
  }
  return ids;
}

/** The vectors first: rows without vectors are found and removed again, vectors without rows are known to nobody. */
async function removeForGood({ database, indexes, store }: Services, workspaceId: string, ids: string[]) {
  const { namespace } = await indexes.active(workspaceId);
  await store.deleteDocuments(namespace, ids);
  await documents.remove(database, { workspaceId, ids });
}
