import { createLocalEmbedder } from "@tributary/embedding";
import { chunkDocuments } from "./chunk-documents.ts";
import type { IndexingThread } from "./indexing-thread.ts";

/**
 * The work of `createIndexingThread` on the caller's own thread, for places that have no others, such as edge functions:
 * the same chunks and the same vectors, and nothing else runs meanwhile.
 */
export function createInlineIndexing(options: { readonly dimensions?: number } = {}): IndexingThread {
  return {
    chunkDocuments: (documents, chunking) => chunkDocuments(documents, chunking),
    embedder: createLocalEmbedder(options),
    close: async () => {},
  };
}
