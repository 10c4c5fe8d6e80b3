import { documents, type SearchIndex, searchIndexes } from "@tributary/database";
import type { Indexer } from "@tributary/indexing";
import type { Services } from "../services.ts";

/** Documents one page looks at. */
const DOCUMENTS_PER_PAGE = 500;

/** Documents and bytes of content indexed, and recorded, together: what a crash can cost. */
const DOCUMENTS_PER_BATCH = 100;
const BYTES_PER_BATCH = 4_000_000;

/** Batches at once where a text embedded twice costs nothing; elsewhere the calls of one batch run side by side. */
const FREE_BATCHES_AT_ONCE = 3;

/** Documents no longer there that are removed at once. */
const VANISHED_PER_PAGE = 500;

/**
 * Brings the next documents of an index that is being built up to date: those it does not hold as they are now, after the
 * one given. Returns the id of the document the page ended with; null when there was none left. Doing the same page again
 * does what is left of it.
 */
export async function buildPage(services: Services, index: SearchIndex, after: string): Promise<string | null> {
  const { database, indexes } = services;
  let page = await searchIndexes.duePage(database, { ...index, after, limit: DOCUMENTS_PER_PAGE });
  while (page.due.length === 0) {
    if (page.last === null) return null;
    page = await searchIndexes.duePage(database, { ...index, after: page.last, limit: DOCUMENTS_PER_PAGE });
  }
  const { due, last } = page;
  const indexer = await indexes.open(index).indexer();
  const batches = cut(due);
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      await buildBatch(services, index, indexer, batch);
    }
  };
  const free = index.description.embedder === "local";
  await Promise.all(Array.from({ length: free ? FREE_BATCHES_AT_ONCE : 1 }, work));
  return last;
}

/** Removes what the index holds of documents that are gone; true when there may be more. */
export async function removeVanished({ database, store }: Services, index: SearchIndex): Promise<boolean> {
  const gone = await searchIndexes.vanished(database, index, VANISHED_PER_PAGE);
  if (gone.length === 0) return false;
  await store.deleteDocuments(index.namespace, gone);
  await searchIndexes.forget(database, index, gone);
  return gone.length === VANISHED_PER_PAGE;
}

async function buildBatch(
  { database }: Services,
  index: SearchIndex,
  indexer: Indexer,
  ids: readonly string[],
): Promise<void> {
  const { workspaceId } = index;
  const loaded = await documents.loadForIndexing(database, { workspaceId, ids, anew: true });
  const result = await indexer.index(workspaceId, loaded);
  const hashes = new Map(loaded.map(({ id, contentHash }) => [id, contentHash]));
  const { chunks, embedded, cached } = result;
  const built = result.documents.map((document) => {
    const entry = { documentId: document.id, contentHash: hashes.get(document.id) ?? "" };
    return document.indexed
      ? { ...entry, chunkCount: document.chunks }
      : { ...entry, chunkCount: 0, problem: document.problem };
  });
  // Only now that the vectors are stored may the index count as holding them.
  await searchIndexes.recordBuilt(database, index, { documents: built, chunks, embedded, cached });
}

function cut(due: readonly { readonly documentId: string; readonly bytes: number }[]): string[][] {
  const batches: string[][] = [];
  let size = 0;
  for (const { documentId, bytes } of due) {
    const last = batches.at(-1);
    if (last && last.length < DOCUMENTS_PER_BATCH && size + bytes <= BYTES_PER_BATCH) {
      last.push(documentId);
      size += bytes;
    } else {
      batches.push([documentId]);
      size = bytes;
    }
  }
  return batches;
}
