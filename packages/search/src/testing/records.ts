import { createLocalEmbedder } from "@tributary/embedding";
import type { VectorFields, VectorRecord, VectorStore } from "@tributary/vector-store";
import { createMemoryVectorStore } from "@tributary/vector-store/testing";
import { lexicalText } from "../terms/lexical-text.ts";

/** One chunk of a test. */
export interface TestChunk extends Partial<VectorFields> {
  readonly document: string;
  readonly text: string;
}

/** The record of a chunk, but for its vector. */
export function record({ document, text, ...fields }: TestChunk): VectorRecord {
  const complete: VectorFields = {
    source: "git",
    sourceId: "source-1",
    type: "file",
    title: document,
    path: document,
    url: null,
    repository: null,
    author: null,
    state: null,
    updatedAt: null,
    ordinal: 0,
    startLine: 1,
    endLine: text.split("\n").length,
    heading: "",
    ...fields,
  };
  return {
    id: `${document}#${complete.ordinal}`,
    documentId: document,
    vector: new Float32Array(0),
    text,
    lexical: lexicalText({ ...complete, text }),
    fields: complete,
  };
}

/** The namespace of every test. */
export const NAMESPACE = "workspace/local";

/** The embedder of every test. */
export const embedder = createLocalEmbedder();

/** A store in memory that holds the chunks. */
export async function storeOf(chunks: readonly TestChunk[]): Promise<VectorStore> {
  const store = createMemoryVectorStore();
  await store.ensure(NAMESPACE, { dimensions: embedder.dimensions });
  const vectors = await embedder.embed(
    chunks.map(({ text }) => text),
    { inputType: "document" },
  );
  await store.upsert(
    NAMESPACE,
    chunks.map((chunk, index) => ({ ...record(chunk), vector: vectors[index] ?? new Float32Array(0) })),
  );
  return store;
}
