/** What Pinecone takes, from its pages on operation, object and identifier limits; a test may lower any of them. */
export interface FakeLimits {
  readonly requestBytes: number;
  readonly recordsPerUpsert: number;
  readonly metadataBytes: number;
  readonly idCharacters: number;
  readonly namespaceCharacters: number;
  readonly dimensions: number;
  readonly sparseValues: number;
  readonly topK: number;
  readonly resultBytes: number;
  readonly idsPerFetch: number;
  readonly idsPerDelete: number;
  readonly idsPerPage: number;
  readonly valuesPerCondition: number;
  readonly namespaces: number;
  readonly indexes: number;
}

/** The limits of the Standard plan. */
export const pineconeLimits: FakeLimits = {
  requestBytes: 2 * 1024 * 1024,
  recordsPerUpsert: 1_000,
  metadataBytes: 40 * 1024,
  idCharacters: 512,
  namespaceCharacters: 512,
  dimensions: 20_000,
  sparseValues: 1_000,
  topK: 10_000,
  resultBytes: 4 * 1024 * 1024,
  idsPerFetch: 1_000,
  idsPerDelete: 1_000,
  idsPerPage: 100,
  valuesPerCondition: 10_000,
  namespaces: 100_000,
  indexes: 200,
};
