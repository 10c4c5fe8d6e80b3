import { documents } from "@tributary/database";
import type { IndexableDocument, IndexResult } from "@tributary/indexing";
import type { WorkflowOutput } from "@tributary/validation";
import type { OpenIndex } from "../../../search-index/search-indexes.ts";
import type { Services } from "../../../services.ts";

/** Times documents are indexed once more because they changed while they were. */
const ROUNDS_MAX = 5;

/**
 * Chunks, embeds and stores documents, then marks them searchable. One that changed meanwhile is indexed again: whoever
 * changed it may have written its vectors first, and ours over them.
 */
export async function indexDocuments(
  services: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly documentIds: readonly string[] },
): Promise<WorkflowOutput<"embeddings.generator">> {
  const { database } = services;
  const { workspaceId, sourceId } = input;
  let { documentIds: ids } = input;
  const totals = { documents: 0, chunks: 0, embedded: 0, cached: 0, failed: 0 };
  for (let round = 0; ids.length > 0 && round < ROUNDS_MAX; round++) {
    const loaded = await documents.loadForIndexing(database, { workspaceId, ids });
    const { index, result } = await indexIntoActive(services, workspaceId, loaded);
    if (result.cut > 0) {
      const { cut: texts } = result;
      services.logger.warn(
        { workspaceId, sourceId, texts },
        "chunks longer than the model reads were embedded by their start",
      );
    }
    if (result.tokens > 0) services.logger.info({ workspaceId, sourceId, tokens: result.tokens }, "tokens were billed");
    const hashes = new Map(loaded.map(({ id, contentHash }) => [id, contentHash]));
    const indexed = [];
    const failed = [];
    for (const document of result.documents) {
      const contentHash = hashes.get(document.id) ?? "";
      if (!document.indexed) failed.push({ id: document.id, problem: document.problem });
      else {
        const { id, chunks: chunkCount } = document;
        indexed.push({ id, contentHash, chunkCount, configHash: index.configHash });
      }
    }
    // Only now that the vectors are stored may the documents count as indexed.
    const marked = new Set(await documents.markIndexed(database, { workspaceId, entries: indexed }));
    if (failed.length > 0) await documents.markFailed(database, { workspaceId, entries: failed });
    totals.documents += marked.size;
    totals.failed += failed.length;
    totals.chunks += result.chunks;
    totals.embedded += result.embedded;
    totals.cached += result.cached;
    ids = indexed.map(({ id }) => id).filter((id) => !marked.has(id));
    if (ids.length > 0) await removeVanished(services, { workspaceId, sourceId, ids });
  }
  return totals;
}

/** Removes the vectors of documents that were deleted, or are skipped now, while their vectors were written. */
async function removeVanished(
  { database, indexes, store }: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly ids: readonly string[] },
): Promise<void> {
  const known = await documents.known(database, input);
  const isGone = (status: string | undefined) => status === undefined || status === "deleting" || status === "skipped";
  const vanished = input.ids.filter((id) => isGone(known.get(id)?.status));
  if (vanished.length === 0) return;
  const { namespace } = await indexes.active(input.workspaceId);
  await store.deleteDocuments(namespace, vanished);
}

/** Indexes documents; once more when another index became active meanwhile, which then lacks them. */
async function indexIntoActive(
  { indexes, store }: Services,
  workspaceId: string,
  documents: readonly IndexableDocument[],
): Promise<{ readonly index: OpenIndex; readonly result: IndexResult }> {
  for (let index = await indexes.active(workspaceId); ; ) {
    const indexer = await index.indexer();
    const result = await indexer.index(workspaceId, documents);
    const active = await indexes.active(workspaceId);
    if (active.id === index.id) return { index, result };
    // It may have been emptied before this was written.
    await store.deleteDocuments(
      index.namespace,
      documents.map(({ id }) => id),
    );
    index = active;
  }
}
