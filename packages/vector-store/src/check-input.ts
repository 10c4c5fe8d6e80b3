import type { DocumentVectors, VectorQuery, VectorRecord } from "./contract.ts";
import { VectorStoreError } from "./error.ts";

/** Throws `invalid-input` unless the dimensions are a whole number from 1 to the most a store takes. */
export function checkDimensions(dimensions: number, most: number): void {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > most) {
    throw invalid(
      `A namespace needs a whole number of dimensions from 1 to ${most.toLocaleString("en-US")}, not ${dimensions}.`,
    );
  }
}

/** Throws `invalid-input` for an id that is empty or no valid Unicode: it could not be told apart from another. */
export function checkId(kind: string, id: string): void {
  if (typeof id !== "string" || id === "") throw invalid(`A ${kind} is empty: every record and document needs one.`);
  if (!id.isWellFormed()) throw invalid(`The ${kind} ${JSON.stringify(id)} holds half a surrogate pair.`);
}

/** Throws `dimension-mismatch` for a vector of another length and `invalid-input` for one with NaN or Infinity. */
export function checkVector(owner: string, vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new VectorStoreError(
      "dimension-mismatch",
      `${owner} has ${vector.length} dimensions, the namespace ${dimensions}: embed it with the namespace's model.`,
    );
  }
  const position = vector.findIndex((value) => !Number.isFinite(value));
  if (position >= 0) throw invalid(`${owner} is not finite at position ${position} (${vector[position]}).`);
}

/** Throws unless the record can be stored: ids as the contract forms them, a good vector, whole numbers. */
export function checkRecord(record: VectorRecord, dimensions: number): void {
  const { id, documentId, fields } = record;
  checkId("document id", documentId);
  if (id !== `${documentId}#${fields.ordinal}`) {
    throw invalid(`The record ${JSON.stringify(id)} must be called "<document id>#<ordinal>".`);
  }
  for (const name of ["ordinal", "startLine", "endLine"] as const) {
    if (!Number.isInteger(fields[name]) || fields[name] < 0 || fields[name] > 0x7fff_ffff) {
      throw invalid(
        `The record ${JSON.stringify(id)} has ${name} ${fields[name]}: use a whole number from 0 to 2^31-1.`,
      );
    }
  }
  if (fields.updatedAt !== null && !Number.isSafeInteger(fields.updatedAt)) {
    throw invalid(
      `The record ${JSON.stringify(id)} has updatedAt ${fields.updatedAt}: use whole milliseconds or null.`,
    );
  }
  checkVector(`The vector of ${JSON.stringify(id)}`, record.vector, dimensions);
}

/** Throws unless every document is named once and holds records of its own, each once. */
export function checkDocuments(documents: readonly DocumentVectors[], dimensions: number): void {
  const names = new Set<string>();
  for (const { documentId, records } of documents) {
    checkId("document id", documentId);
    if (names.has(documentId)) throw invalid(`The document ${JSON.stringify(documentId)} is given twice in one call.`);
    names.add(documentId);
    const ids = new Set<string>();
    for (const record of records) {
      checkRecord(record, dimensions);
      if (record.documentId !== documentId) {
        throw invalid(
          `The record ${JSON.stringify(record.id)} is given under another document, ${JSON.stringify(documentId)}.`,
        );
      }
      if (ids.has(record.id)) throw invalid(`The record ${JSON.stringify(record.id)} is given twice in one document.`);
      ids.add(record.id);
    }
  }
}

/** Throws unless the query asks for at least one hit, with a good vector where it has one. */
export function checkQuery(query: VectorQuery, dimensions: number): void {
  if (!Number.isInteger(query.limit) || query.limit < 1) {
    throw invalid(`A query needs a limit that is a whole number from 1, not ${query.limit}.`);
  }
  if (query.by === "vector") checkVector("The query vector", query.vector, dimensions);
  for (const name of ["updatedAfter", "updatedBefore"] as const) {
    if (Number.isNaN(query.filter?.[name])) throw invalid(`The filter's ${name} is not a number.`);
  }
}

function invalid(message: string): VectorStoreError {
  return new VectorStoreError("invalid-input", message);
}
