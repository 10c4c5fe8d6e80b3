import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createLocalEmbedder, createMemoryCache, type Embedder } from "@tributary/embedding";
import { createIndexer, type IndexableDocument } from "@tributary/indexing";
import { createLanceStore } from "@tributary/lancedb";
import { readAll } from "@tributary/source";
import { createGitSource } from "@tributary/source-git";
import type { VectorStore } from "@tributary/vector-store";

const DOCUMENTS_PER_BATCH = 200;

/** One chunk as the baselines see it. */
export interface CorpusChunk {
  readonly id: string;
  readonly documentId: string;
  readonly text: string;
}

/** Documents, indexed. */
export interface Corpus {
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly namespace: string;
  readonly documents: readonly IndexableDocument[];
  readonly chunks: readonly CorpusChunk[];
}

/** Indexes a commit of a repository as a sync would, in `folder`; close the store afterwards. */
export async function indexCommit(repository: string, commit: string, folder: string): Promise<Corpus> {
  const clone = join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", "--shared", "--no-checkout", repository, clone]);
  execFileSync("git", ["-C", clone, "update-ref", "--no-deref", "HEAD", commit]);
  const source = createGitSource({ path: clone, id: "bench", history: false });
  try {
    const documents = await Array.fromAsync(readAll(source));
    return await indexDocuments(
      documents.map((document) => ({ ...document, sourceId: "bench" })),
      folder,
    );
  } finally {
    await source.close();
  }
}

/** Indexes documents as a sync would, in `folder`; close the store afterwards. */
export async function indexDocuments(documents: readonly IndexableDocument[], folder: string): Promise<Corpus> {
  const embedder = createLocalEmbedder();
  const store = createLanceStore({ directory: join(folder, "vectors") });
  const chunks: CorpusChunk[] = [];
  const watched: VectorStore = {
    ...store,
    async replaceDocuments(namespace, replaced) {
      for (const { records } of replaced) {
        for (const { id, documentId, text } of records) chunks.push({ id, documentId, text });
      }
      await store.replaceDocuments(namespace, replaced);
    },
  };
  const indexer = createIndexer({ store: watched, embedder, cache: createMemoryCache() });
  const namespace = indexer.namespace("bench");
  await store.ensure(namespace, { dimensions: indexer.dimensions });
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_BATCH) {
    await indexer.index("bench", documents.slice(start, start + DOCUMENTS_PER_BATCH));
  }
  await store.optimize(namespace);
  return { store, embedder, namespace, documents, chunks };
}
