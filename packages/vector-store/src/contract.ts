/** Where a store keeps the vectors of one workspace made by one embedding model; never empty. */
export type Namespace = string;

/** What a record carries beside its vector: everything a search result shows and every field a filter names. */
export interface VectorFields {
  /** The source's id, for example `git`. */
  readonly source: string;
  /** Which configured source it came from. */
  readonly sourceId: string;
  readonly type: string;
  readonly title: string;
  readonly path: string | null;
  readonly url: string | null;
  readonly repository: string | null;
  readonly author: string | null;
  readonly state: string | null;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number | null;
  /** Number of the chunk within its document, from 0. */
  readonly ordinal: number;
  /** First and last line of the chunk, 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** Headings or symbols the chunk stands under, outermost first, joined by ` > `; empty when none. */
  readonly heading: string;
}

/** One chunk in the store. */
export interface VectorRecord {
  /** `<document id>#<ordinal>`, or the record is refused: writing the same id again replaces it. */
  readonly id: string;
  readonly documentId: string;
  /** Finite numbers, as many as the namespace has dimensions. */
  readonly vector: Float32Array;
  /** The chunk's text, as shown. */
  readonly text: string;
  /** Space-separated terms for the lexical side, already analysed: the store splits at spaces and nothing else. */
  readonly lexical: string;
  readonly fields: VectorFields;
}

/** Narrows a query or a deletion; every field given must match, lists match any of their values. */
export interface VectorFilter {
  readonly source?: readonly string[];
  readonly sourceId?: readonly string[];
  readonly type?: readonly string[];
  readonly repository?: readonly string[];
  readonly author?: readonly string[];
  readonly state?: readonly string[];
  /** Paths that start with this. */
  readonly pathPrefix?: string;
  /** Milliseconds since the epoch, inclusive. */
  readonly updatedAfter?: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly updatedBefore?: number;
}

/** Asks for the nearest records by vector (cosine) or the best by BM25 over `lexical`. */
export type VectorQuery = {
  readonly limit: number;
  readonly filter?: VectorFilter;
} & (
  | { readonly by: "vector"; readonly vector: Float32Array }
  /** Space-separated terms, analysed as the records were. */
  | { readonly by: "terms"; readonly terms: string }
);

/** One record found, best first. */
export interface VectorHit {
  readonly id: string;
  readonly documentId: string;
  /** Cosine similarity in [-1, 1] for `vector`; BM25, higher is better, for `terms`. */
  readonly score: number;
  readonly text: string;
  readonly fields: VectorFields;
}

/** All chunks of one document, as they shall be from now on. */
export interface DocumentVectors {
  readonly documentId: string;
  readonly records: readonly VectorRecord[];
}

/**
 * A vector store. Every write is idempotent. Writes are searchable when the promise resolves, or soon after in a store
 * that documents eventual consistency. All methods throw VectorStoreError only.
 */
export interface VectorStore {
  /** Creates the namespace when missing and waits until it is ready; throws `dimension-mismatch` when it has another size. */
  ensure(namespace: Namespace, options: { readonly dimensions: number }): Promise<void>;
  upsert(namespace: Namespace, records: readonly VectorRecord[]): Promise<void>;
  /**
   * Replaces whole documents: the new chunks are searchable before the old ones go, and no reader sees a document twice
   * or not at all, as far as the store can promise it. A document without records ends with none; one given twice in a
   * call is refused.
   */
  replaceDocuments(namespace: Namespace, documents: readonly DocumentVectors[]): Promise<void>;
  deleteByIds(namespace: Namespace, ids: readonly string[]): Promise<void>;
  deleteDocuments(namespace: Namespace, documentIds: readonly string[]): Promise<void>;
  query(namespace: Namespace, query: VectorQuery): Promise<VectorHit[]>;
  stats(namespace: Namespace): Promise<{ readonly vectors: number; readonly dimensions: number }>;
  /** Ids of every record, or of those whose id starts with the prefix, in no particular order. */
  listIds(namespace: Namespace, prefix?: string): AsyncIterable<string>;
  /** Makes earlier writes fast to search and frees what they replaced; safe at any time, a no-op where the store does it itself. */
  optimize(namespace: Namespace): Promise<void>;
  close(): Promise<void>;
}
