import { hash } from "node:crypto";
import { CHUNKER_VERSION, type Chunk, type ChunkOptions, chunk } from "@tributary/chunking";
import { type Embedder, type EmbeddingCache, embedTexts } from "@tributary/embedding";
import { ANALYZER_VERSION } from "@tributary/search";
import type { Problem } from "@tributary/validation";
import { type DocumentVectors, type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { type IndexableDocument, vectorRecords } from "./records.ts";

/** What became of one document. */
export type IndexedDocument =
  | { readonly id: string; readonly indexed: true; readonly chunks: number }
  | { readonly id: string; readonly indexed: false; readonly problem: Problem };

/** What indexing a batch did; `embedded` and `cached` count chunk texts. */
export interface IndexResult {
  readonly documents: readonly IndexedDocument[];
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
}

export interface Indexer {
  /** Changes with the chunker, the analysis, the model or its dimensions: everything must then be indexed again. */
  readonly configHash: string;
  readonly dimensions: number;
  /** Where a workspace's vectors of this embedding space live in the store. */
  namespace(workspaceId: string): string;
  /**
   * Chunks, embeds and stores whole documents. A document that cannot be indexed is reported, and the others are
   * indexed; an embedder or store that fails as a whole throws its own error.
   */
  index(workspaceId: string, documents: readonly IndexableDocument[], signal?: AbortSignal): Promise<IndexResult>;
}

/** Builds an indexer over a store and an embedder. Texts whose embedding the cache knows are not embedded again. */
export function createIndexer(options: {
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly cache: EmbeddingCache;
  readonly chunking?: Omit<ChunkOptions, "kind" | "path">;
}): Indexer {
  const { store, embedder, cache, chunking = {} } = options;
  const space = `${embedder.model}-${embedder.dimensions}`;
  const configHash = hash("sha256", JSON.stringify([CHUNKER_VERSION, ANALYZER_VERSION, space, chunking])).slice(0, 16);
  const namespace = (workspaceId: string) => `${workspaceId}/${space}`;

  return {
    configHash,
    dimensions: embedder.dimensions,
    namespace,
    async index(workspaceId, documents, signal) {
      const chunked = documents.map((document) => chunkDocument(document, chunking));
      const texts = chunked.flatMap(({ chunks }) => chunks.map(({ text }) => text));
      const { vectors, embedded, cached } = await embedTexts({
        embedder,
        cache,
        texts,
        inputType: "document",
        ...(signal && { signal }),
      });

      let next = 0;
      const ready: DocumentVectors[] = [];
      for (const { document, chunks, problem } of chunked) {
        const own = vectors.slice(next, next + chunks.length);
        next += chunks.length;
        if (!problem) ready.push({ documentId: document.id, records: vectorRecords(document, chunks, own) });
      }
      const refused = await replace(store, namespace(workspaceId), ready);

      let stored = 0;
      const results = chunked.map(({ document: { id }, chunks, problem }): IndexedDocument => {
        const reason = problem ?? refused.get(id);
        if (reason) return { id, indexed: false, problem: reason };
        stored += chunks.length;
        return { id, indexed: true, chunks: chunks.length };
      });
      return { documents: results, chunks: stored, embedded, cached };
    },
  };
}

function chunkDocument(document: IndexableDocument, options: ChunkOptions) {
  try {
    const { path } = document;
    const chunks = chunk(document.content, { ...options, kind: document.format, ...(path !== undefined && { path }) });
    return { document, chunks: chunks.filter(({ text }) => text.trim() !== ""), problem: undefined };
  } catch (error) {
    const message = `${document.id} could not be chunked: ${error instanceof Error ? error.message : String(error)}`;
    return { document, chunks: [] as Chunk[], problem: { code: "chunking-failed", message } };
  }
}

/** Replaces the documents' vectors; those the store refuses for their own sake are returned with its reason. */
async function replace(
  store: VectorStore,
  namespace: string,
  documents: readonly DocumentVectors[],
): Promise<Map<string, Problem>> {
  const refused = new Map<string, Problem>();
  if (documents.length === 0) return refused;
  try {
    await store.replaceDocuments(namespace, documents);
  } catch (error) {
    if (!(error instanceof VectorStoreError) || error.code !== "invalid-input") throw error;
    const [only] = documents;
    if (documents.length === 1 && only) {
      return refused.set(only.documentId, { code: "store-refused", message: error.message });
    }
    // One bad document must cost one document: ask again one by one to find it.
    for (const document of documents) {
      for (const [id, problem] of await replace(store, namespace, [document])) refused.set(id, problem);
    }
  }
  return refused;
}
