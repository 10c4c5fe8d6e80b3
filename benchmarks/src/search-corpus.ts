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
  readonly path: string;
  readonly text: string;
}

/** One commit of a repository, indexed. */
export interface Corpus {
  readonly store: VectorStore;
  readonly embedder: Embedder;
  readonly namespace: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly chunks: readonly CorpusChunk[];
}

/** Indexes a commit of a repository as a sync would, in `folder`; close the store afterwards. */
export async function indexCommit(repository: string, commit: string, folder: string): Promise<Corpus> {
  const clone = join(folder, "clone");
  execFileSync("git", ["clone", "--quiet", "--shared", "--no-checkout", repository, clone]);
  execFileSync("git", ["-C", clone, "update-ref", "--no-deref", "HEAD", commit]);
  const embedder = createLocalEmbedder();
  const store = createLanceStore({ directory: join(folder, "vectors") });
  const chunks: CorpusChunk[] = [];
  const watched: VectorStore = {
    ...store,
    async replaceDocuments(namespace, documents) {
      for (const { records } of documents) {
        for (const { id, text, fields } of records) chunks.push({ id, text, path: fields.path ?? fields.title });
      }
      await store.replaceDocuments(namespace, documents);
    },
  };
  const indexer = createIndexer({ store: watched, embedder, cache: createMemoryCache() });
  const namespace = indexer.namespace("bench");
  await store.ensure(namespace, { dimensions: indexer.dimensions });
  const source = createGitSource({ path: clone, id: "bench", history: false });
  const files: { path: string; content: string }[] = [];
  try {
    let batch: IndexableDocument[] = [];
    const flush = async () => {
      if (batch.length > 0) await indexer.index("bench", batch);
      batch = [];
    };
    for await (const document of readAll(source)) {
      files.push({ path: document.path ?? document.title, content: document.content });
      if (batch.push({ ...document, sourceId: "bench" }) === DOCUMENTS_PER_BATCH) await flush();
    }
    await flush();
    await store.optimize(namespace);
  } finally {
    await source.close();
  }
  return { store, embedder, namespace, files, chunks };
}
