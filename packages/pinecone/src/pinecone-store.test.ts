import { setImmediate } from "node:timers/promises";
import { describeVectorStore } from "@tributary/vector-store/testing";
import { createPineconeStore } from "./pinecone-store.ts";
import { startPineconeFake } from "./testing.ts";

describeVectorStore("Pinecone whose reads lag behind its writes", async () => {
  const fake = await startPineconeFake({ consistency: { reads: 1 } });
  const client = { apiKey: fake.apiKey, controlUrl: fake.url, fetch: fake.fetch };
  const open = () => createPineconeStore({ client, index: "test", sleep: () => setImmediate() });
  return { store: open(), reopen: async () => open(), dispose: () => fake.close() };
});
