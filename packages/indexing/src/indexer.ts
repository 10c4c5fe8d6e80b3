import type { ChunkOptions } from "@tributary/chunking";
import { type Embedder, type EmbeddingCache, embedTexts } from "@tributary/embedding";
import type { Problem } from "@tributary/validation";
import { type DocumentVectors, type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { chunkDocuments } from "./chunk-documents.ts";
import { embeddedTexts } from "./embedded-texts.ts";
import { indexConfiguration } from "./index-configuration.ts";
import type { IndexingThread } from "./indexing-thread.ts";
import { type IndexableDocument, vectorRecords } from "./records.ts";

/** What became of one document. */
export type IndexedDocument =
  | { readonly id: string; readonly indexed: true; readonly chunks: number }
  | { readonly id: string; readonly indexed: false; readonly problem: Problem };

/** What indexing a batch did; `embedded`, `cached` and `cut` count chunk texts. */
export interface IndexResult {
  readonly documents: readonly IndexedDocument[];
  readonly chunks: number;
  readonly embedded: number;
  readonly cached: number;
  /** Texts longer than the model reads, which were embedded by their start only. */
  readonly cut: number;
  /** Tokens the embedder's provider billed; 0 for one on this machine. */
  readonly tokens: number;
}

export interface Indexer {
  /** Changes with the chunker, the analysis, the model or its dimensions: everything must then be indexed again. */
  readonly configHash: string;
  readonly dimensions: number;
  /** Where a workspace's vectors of this embedding space live in the store. */
  namespace(workspaceId: string): string;
  /** The texts that indexing these documents would embed, in order; none of a document that cannot be chunked. */
  texts(documents: readonly IndexableDocument[]): Promise<string[]>;
  /**
   * Chunks, embeds and stores whole documents. A document that cannot be indexed is reported, and the others are
   * indexed; an embedder or store that fails as a whole throws its own error.
   */
  index(workspaceId: string, documents: readonly IndexableDocument[], signal?: AbortSignal): Promise<IndexResult>;
}

/**
 * Builds an indexer over a store and an embedder. Texts whose embedding the cache knows are not embedded again. With a
 * thread, chunking happens there; without, in the caller's.
 */
export function createIndexer(options: {
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly cache: EmbeddingCache;
  readonly chunking?: Omit<ChunkOptions, "kind" | "path">;
  readonly thread?: Pick<IndexingThread, "chunkDocuments">;
  /** Names where a workspace's vectors live; by default a name that is different for every configuration. */
  readonly namespace?: (workspaceId: string) => string;
  /**
   * Whether path, title, headings and a table's header are embedded before each chunk's text, in at most 64 tokens; what is
   * stored and shown is without. By default for semantic embedders only.
   */
  readonly contextHeader?: boolean;
}): Indexer {
  const { store, embedder, cache, chunking = {}, thread } = options;
  const { configHash, contextHeader } = indexConfiguration(options);
  const space = `${embedder.model}-${embedder.dimensions}`;
  const { namespace = (workspaceId: string) => `${workspaceId}/${space}-${configHash.slice(0, 8)}` } = options;

  /** Chunks, and the texts that are embedded, those of all documents in one list. */
  const chunkTexts = async (documents: readonly IndexableDocument[]) => {
    const chunked = await (thread?.chunkDocuments ?? chunkDocuments)(documents, chunking);
    const texts = await embeddedTexts(documents, chunked, { embedder, contextHeader });
    return { chunked, texts };
  };

  return {
    configHash,
    dimensions: embedder.dimensions,
    namespace,
    texts: async (documents) => (await chunkTexts(documents)).texts,
    async index(workspaceId, documents, signal) {
      const { chunked, texts } = await chunkTexts(documents);
      const { vectors, embedded, cached, cut, usage } = await embedTexts({
        embedder,
        cache,
        texts,
        inputType: "document",
        ...(signal && { signal }),
      });

      let next = 0;
      const ready: DocumentVectors[] = [];
      documents.forEach((document, index) => {
        const { ranges = [], problem } = chunked[index] ?? {};
        const own = vectors.slice(next, next + ranges.length);
        next += ranges.length;
        if (!problem) ready.push({ documentId: document.id, records: vectorRecords(document, ranges, own) });
      });
      const refused = await replace(store, namespace(workspaceId), ready);

      let stored = 0;
      const results = documents.map(({ id }, index): IndexedDocument => {
        const { ranges = [], problem = refused.get(id) } = chunked[index] ?? {};
        if (problem) return { id, indexed: false, problem };
        stored += ranges.length;
        return { id, indexed: true, chunks: ranges.length };
      });
      return { documents: results, chunks: stored, embedded, cached, cut: cut.length, tokens: usage.tokens };
    },
  };
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
