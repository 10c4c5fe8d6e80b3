import type { IndexModel } from "@pinecone-database/pinecone";
import type { PineconeIndexDescription } from "./records.ts";

/** Fields Pinecone names itself in an index of the Vectors API; others belong to the Documents API. */
const denseField = "_values";
const sparseField = "_sparse_values";

/** What the store needs to know of an index. */
export function describe({ name, host, status, schema }: IndexModel): PineconeIndexDescription {
  const fields = new Map<string, unknown>(Object.entries(schema.fields));
  const dense = fields.get(denseField) as { readonly dimension?: number; readonly metric?: string } | undefined;
  const shape = { name, host, ready: status.ready };
  if (dense !== undefined) {
    return { ...shape, kind: "dense", dimensions: dense.dimension ?? null, metric: dense.metric ?? null };
  }
  return { ...shape, kind: fields.has(sparseField) ? "sparse" : "documents", dimensions: null, metric: null };
}
