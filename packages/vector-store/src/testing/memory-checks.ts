import type { DocumentVectors, Namespace, VectorQuery, VectorRecord } from "../contract.ts";
import { VectorStoreError } from "../error.ts";

/** Throws `invalid-input` for an empty namespace or one that is no valid Unicode. */
export function checkNamespace(namespace: Namespace): void {
  if (namespace === "" || !namespace.isWellFormed()) throw invalid("The namespace is empty or no valid Unicode.");
}

/** Throws `invalid-input` unless the dimensions are a whole number from 1. */
export function checkDimensions(dimensions: number): void {
  if (!Number.isInteger(dimensions) || dimensions < 1) throw invalid(`${dimensions} is no number of dimensions.`);
}

/** Throws `invalid-input` for an id that is empty or no valid Unicode. */
export function checkIds(ids: readonly string[]): void {
  for (const id of ids) if (id === "" || !id.isWellFormed()) throw invalid("An id is empty or no valid Unicode.");
}

/** Throws unless every record has the id the contract asks for, a good vector and whole numbers. */
export function checkRecords(records: readonly VectorRecord[], dimensions: number): void {
  for (const { id, documentId, vector, fields } of records) {
    checkIds([documentId]);
    if (id !== `${documentId}#${fields.ordinal}`)
      throw invalid(`${JSON.stringify(id)} is not <document id>#<ordinal>.`);
    for (const number of [fields.ordinal, fields.startLine, fields.endLine]) {
      if (!Number.isInteger(number) || number < 0)
        throw invalid(`${JSON.stringify(id)} has the line or ordinal ${number}.`);
    }
    if (fields.updatedAt !== null && !Number.isSafeInteger(fields.updatedAt)) {
      throw invalid(`${JSON.stringify(id)} has updatedAt ${fields.updatedAt}.`);
    }
    checkVector(vector, dimensions);
  }
}

/** Throws unless every document is given once, with records of its own, each once. */
export function checkDocuments(documents: readonly DocumentVectors[], dimensions: number): void {
  const names = documents.map(({ documentId }) => documentId);
  checkIds(names);
  const records = documents.flatMap((document) => document.records);
  checkRecords(records, dimensions);
  if (new Set(names).size < names.length) throw invalid("A document is given twice in one call.");
  if (new Set(records.map(({ id }) => id)).size < records.length) throw invalid("A record is given twice in one call.");
  if (documents.some(({ documentId, records }) => records.some((record) => record.documentId !== documentId))) {
    throw invalid("A record is given under another document than its own.");
  }
}

/** Throws unless the query has a limit from 1, a good vector, and bounds that are numbers. */
export function checkQuery(query: VectorQuery, dimensions: number): void {
  if (!Number.isInteger(query.limit) || query.limit < 1) throw invalid(`${query.limit} is no limit.`);
  if (query.by === "vector") checkVector(query.vector, dimensions);
  const { updatedAfter = 0, updatedBefore = 0 } = query.filter ?? {};
  if (Number.isNaN(updatedAfter) || Number.isNaN(updatedBefore))
    throw invalid("A bound of the filter is not a number.");
}

function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new VectorStoreError(
      "dimension-mismatch",
      `A vector has ${vector.length} dimensions instead of ${dimensions}.`,
    );
  }
  if (!vector.every(Number.isFinite)) throw invalid("A vector holds NaN or Infinity.");
}

function invalid(message: string): VectorStoreError {
  return new VectorStoreError("invalid-input", message);
}
