/** What Pinecone keeps beside a vector: flat, without null, at most 40 KB. */
export type PineconeMetadata = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A filter over metadata, as https://docs.pinecone.io/guides/index-data/indexing-overview describes its operators. */
export type PineconeFilter = Readonly<Record<string, unknown>>;

/** Positions (unsigned 32-bit) and the values there; as many of one as of the other. */
export interface PineconeSparseValues {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** One record of a namespace. */
export interface PineconeRecord {
  readonly id: string;
  readonly values?: readonly number[];
  readonly sparseValues?: PineconeSparseValues;
  readonly metadata?: PineconeMetadata;
}

/** Asks for the records nearest to a dense vector, to a sparse one, or to both in an index that holds both. */
export interface PineconeQuery {
  /** 1 to 10,000. */
  readonly topK: number;
  readonly vector?: readonly number[];
  readonly sparseVector?: PineconeSparseValues;
  readonly filter?: PineconeFilter;
  readonly includeMetadata?: boolean;
}

/** One record found, best first. */
export interface PineconeMatch {
  readonly id: string;
  readonly score: number;
  readonly metadata: PineconeMetadata;
}

/** What an index is and where it answers. */
export interface PineconeIndexDescription {
  readonly name: string;
  /** Host or URL of its data plane. */
  readonly host: string;
  readonly ready: boolean;
  /** Null for an index without dense vectors. */
  readonly dimensions: number | null;
  /** Null for an index without dense vectors. */
  readonly metric: string | null;
  readonly kind: "dense" | "sparse" | "documents";
}
