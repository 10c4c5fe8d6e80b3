import type { VectorRecord } from "@tributary/vector-store";
import type { PineconeRecord } from "@tributary/vendor-pinecone";
import { metadataOf } from "./metadata.ts";
import type { NamespaceContext } from "./namespace-context.ts";
import { storedIdOf } from "./record-id.ts";
import { chunkVector, countTerms } from "./sparse-vector.ts";

/** Records as the two indexes take them. */
export interface PreparedRecords {
  readonly dense: readonly PineconeRecord[];
  /** Without those that have no terms: Pinecone takes no empty sparse vector. */
  readonly lexical: readonly PineconeRecord[];
}

/** Makes the Pinecone records of one version; nothing is written. Throws `invalid-input` for one that cannot fit. */
export async function prepareRecords(
  context: NamespaceContext,
  records: readonly VectorRecord[],
  version: number,
): Promise<PreparedRecords> {
  const prepared = records.map((record) => {
    const isZero = record.vector.every((value) => value === 0);
    return { record, isZero, ...metadataOf(record, version, isZero), terms: countTerms(record.lexical) };
  });
  const statistics = await context.statistics.count(prepared.map(({ terms }) => terms));
  const dense: PineconeRecord[] = [];
  const lexical: PineconeRecord[] = [];
  for (const { record, isZero, metadata, cut, terms } of prepared) {
    const id = storedIdOf(record.id, version);
    dense.push({ id, values: isZero ? firstAxis(context.dimensions) : numbersOf(record.vector), metadata });
    const sparseValues = chunkVector(terms, statistics);
    if (sparseValues !== null) lexical.push({ id, sparseValues, metadata });
    if (cut.length > 0) context.onTrim({ namespace: context.namespace, id: record.id, fields: cut });
  }
  return { dense, lexical };
}

/** Eight digits say as much as 32 bits hold, in half the bytes of a double's shortest form. */
function numbersOf(vector: Float32Array): readonly number[] {
  return Array.from(vector, (value) => Number(value.toPrecision(8)));
}

/** What stands for a vector of zeros, which Pinecone refuses; such records are marked and found with a score of 0. */
function firstAxis(dimensions: number): readonly number[] {
  return Array.from({ length: dimensions }, (_, index) => (index === 0 ? 1 : 0));
}
