import type { DocumentVectors, VectorFields, VectorHit, VectorRecord, VectorStore } from "../contract.ts";
import { seededVector } from "./vectors.ts";

/** What a test says about a record; the rest is made up, the same every time. */
export interface RecordDetails {
  readonly vector?: Float32Array;
  readonly text?: string;
  readonly lexical?: string;
  readonly fields?: Partial<VectorFields>;
}

/** A record of a document, of 8 dimensions unless it is given a vector. */
export function recordOf(documentId: string, ordinal: number, details: RecordDetails = {}): VectorRecord {
  return {
    id: `${documentId}#${ordinal}`,
    documentId,
    vector: details.vector ?? seededVector(documentId.length * 1_000 + ordinal, 8),
    text: details.text ?? `text ${ordinal} of ${documentId}`,
    lexical: details.lexical ?? `term${ordinal}`,
    fields: {
      source: "git",
      sourceId: "source-1",
      type: "file",
      title: "a title",
      path: null,
      url: null,
      repository: null,
      author: null,
      state: null,
      updatedAt: null,
      ordinal,
      startLine: ordinal * 10 + 1,
      endLine: ordinal * 10 + 10,
      heading: "",
      ...details.fields,
    },
  };
}

/** A document of so many records, all with the same details. */
export function documentOf(documentId: string, count: number, details: RecordDetails = {}): DocumentVectors {
  return { documentId, records: Array.from({ length: count }, (_, ordinal) => recordOf(documentId, ordinal, details)) };
}

/** Every id in a namespace, or every one with a prefix, sorted. */
export async function idsIn(store: VectorStore, namespace: string, prefix?: string): Promise<string[]> {
  return (await Array.fromAsync(store.listIds(namespace, prefix))).sort();
}

/** Every record in a namespace by id, as a search shows it. */
export async function contentOf(store: VectorStore, namespace: string): Promise<Map<string, VectorHit>> {
  const { dimensions, vectors } = await store.stats(namespace);
  const vector = seededVector(1, dimensions);
  const hits = await store.query(namespace, { by: "vector", vector, limit: vectors + 10 });
  return new Map(hits.map((hit) => [hit.id, hit]));
}

/** Rows a store has just written, and rows it has put in order: many a store reads them in different ways. */
export const statesOfRows = ["as written", "optimised"] as const;

/** Optimises what a namespace holds, with more records beside it for a time so that it is worth it for any store. */
export async function bringInto(
  state: (typeof statesOfRows)[number],
  store: VectorStore,
  namespace: string,
): Promise<void> {
  if (state === "as written") return;
  const { dimensions } = await store.stats(namespace);
  const vector = seededVector(3, dimensions);
  await store.upsert(namespace, documentOf("beside", 600, { vector }).records);
  await store.optimize(namespace);
  await store.deleteDocuments(namespace, ["beside"]);
}

/** Strings that a store which builds statements, patterns or file names from its input gets wrong. */
export const oddStrings: readonly string[] = [
  "it's",
  "'; DROP TABLE vectors; --",
  '"double"',
  "`tick`",
  "50%",
  "under_score",
  "back\\slash",
  "end\\",
  "new\nline",
  "tab\tbed",
  " leading and trailing ",
  "naïve",
  "日本語",
  "👩‍👩‍👧 emoji",
  "e\u0301 combining",
  "\u202eright to left",
  "{braces}",
  "$1 $2",
  "*?[a-z]",
  "a#b#c",
  "(a OR b) AND NOT c",
  "null",
  "true",
  "0",
  "-",
];
