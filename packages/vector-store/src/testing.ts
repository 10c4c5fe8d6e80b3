export {
  describeVectorStore,
  type VectorStoreTestOptions,
  type VectorStoreUnderTest,
} from "./testing/describe-vector-store.ts";
export { createMemoryVectorStore } from "./testing/memory-store.ts";
export { documentOf, type RecordDetails, recordOf } from "./testing/test-records.ts";
export { seededRandom, seededVector } from "./testing/vectors.ts";
