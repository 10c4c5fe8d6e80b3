import type {
  DocumentVectors,
  Namespace,
  VectorFilter,
  VectorHit,
  VectorQuery,
  VectorRecord,
  VectorStore,
} from "../contract.ts";
import { VectorStoreError } from "../error.ts";
import { bm25Scores } from "./bm25.ts";
import {
  checkDimensions,
  checkDocuments,
  checkIds,
  checkNamespace,
  checkQuery,
  checkRecords,
} from "./memory-checks.ts";
import { cosine } from "./vectors.ts";

interface MemoryNamespace {
  readonly dimensions: number;
  readonly records: Map<string, VectorRecord>;
}

/**
 * The contract in its simplest form: exact, in memory, gone when closed. For tests of what uses a store, and the oracle
 * of the conformance suite. Linear in the number of records.
 */
export function createMemoryVectorStore(): VectorStore {
  const namespaces = new Map<Namespace, MemoryNamespace>();
  let closed = false;

  function find(namespace: Namespace): MemoryNamespace {
    checkOpen(namespace);
    const found = namespaces.get(namespace);
    if (found !== undefined) return found;
    throw new VectorStoreError("not-found", `There is no namespace ${JSON.stringify(namespace)}: call ensure() first.`);
  }

  function checkOpen(namespace: Namespace): void {
    if (closed) throw new VectorStoreError("unavailable", "The vector store is closed: create another.");
    checkNamespace(namespace);
  }

  function remove(records: Map<string, VectorRecord>, documentIds: readonly string[]): void {
    const removed = new Set(documentIds);
    for (const record of records.values()) if (removed.has(record.documentId)) records.delete(record.id);
  }

  return {
    async ensure(namespace, { dimensions }) {
      checkOpen(namespace);
      checkDimensions(dimensions);
      const existing = namespaces.get(namespace) ?? { dimensions, records: new Map() };
      if (existing.dimensions !== dimensions) {
        throw new VectorStoreError(
          "dimension-mismatch",
          `The namespace ${JSON.stringify(namespace)} has ${existing.dimensions} dimensions, not ${dimensions}.`,
        );
      }
      namespaces.set(namespace, existing);
    },

    async upsert(namespace, records) {
      const found = find(namespace);
      checkRecords(records, found.dimensions);
      for (const record of records) found.records.set(record.id, structuredClone(record));
    },

    async replaceDocuments(namespace, documents) {
      const found = find(namespace);
      checkDocuments(documents, found.dimensions);
      remove(
        found.records,
        documents.map(({ documentId }: DocumentVectors) => documentId),
      );
      for (const record of documents.flatMap(({ records }) => records))
        found.records.set(record.id, structuredClone(record));
    },

    async deleteByIds(namespace, ids) {
      const found = find(namespace);
      checkIds(ids);
      for (const id of ids) found.records.delete(id);
    },

    async deleteDocuments(namespace, documentIds) {
      const found = find(namespace);
      checkIds(documentIds);
      remove(found.records, documentIds);
    },

    async query(namespace, query) {
      const found = find(namespace);
      checkQuery(query, found.dimensions);
      const all = [...found.records.values()];
      const scores = score(all, query);
      return all
        .flatMap((record, index): VectorHit[] => {
          const value = scores[index];
          return value === undefined || !matches(record, query.filter) ? [] : [hitOf(record, value)];
        })
        .sort((one, other) => other.score - one.score)
        .slice(0, query.limit);
    },

    async stats(namespace) {
      const { records, dimensions } = find(namespace);
      return { vectors: records.size, dimensions };
    },

    async *listIds(namespace, prefix = "") {
      for (const id of [...find(namespace).records.keys()]) if (id.startsWith(prefix)) yield id;
    },

    async optimize(namespace) {
      find(namespace);
    },

    async close() {
      closed = true;
      namespaces.clear();
    },
  };
}

/** The score of each record, undefined for one that is no answer at all. */
function score(records: readonly VectorRecord[], query: VectorQuery): readonly (number | undefined)[] {
  if (query.by === "vector") return records.map(({ vector }) => cosine(vector, query.vector));
  return bm25Scores(
    records.map(({ lexical }) => lexical),
    query.terms,
  );
}

function hitOf({ id, documentId, text, fields }: VectorRecord, value: number): VectorHit {
  return { id, documentId, score: value, text, fields };
}

function matches({ fields }: VectorRecord, filter: VectorFilter = {}): boolean {
  const { pathPrefix, updatedAfter, updatedBefore } = filter;
  for (const name of ["source", "sourceId", "type", "repository", "author", "state"] as const) {
    const [wanted, value] = [filter[name], fields[name]];
    if (wanted !== undefined && (value === null || !wanted.includes(value))) return false;
  }
  if (pathPrefix !== undefined && fields.path?.startsWith(pathPrefix) !== true) return false;
  if (updatedAfter !== undefined && (fields.updatedAt === null || fields.updatedAt < updatedAfter)) return false;
  return updatedBefore === undefined || (fields.updatedAt !== null && fields.updatedAt < updatedBefore);
}
