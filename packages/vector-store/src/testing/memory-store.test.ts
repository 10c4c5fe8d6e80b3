import { describeVectorStore } from "./describe-vector-store.ts";
import { createMemoryVectorStore } from "./memory-store.ts";

describeVectorStore("the store in memory", async () => ({
  store: createMemoryVectorStore(),
  dispose: async () => {},
}));
