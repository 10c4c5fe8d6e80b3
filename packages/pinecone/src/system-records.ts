import type { PineconeQuery, PineconeSparseValues } from "@tributary/vendor-pinecone";

/** Every record of a sparse index needs a vector; those that only hold metadata have this one. */
export const systemVector: PineconeSparseValues = { indices: [0], values: [1] };

/** The cheapest query of a sparse namespace, for what its answer says about freshness. */
export const systemProbe: PineconeQuery = { topK: 1, sparseVector: systemVector };
