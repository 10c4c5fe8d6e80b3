import { setImmediate } from "node:timers/promises";
import type { VectorStore } from "@tributary/vector-store";
import type { PineconeClientOptions } from "@tributary/vendor-pinecone";
import { createPineconeStore, type PineconeStoreOptions } from "../pinecone-store.ts";
import { type PineconeFake, type PineconeFakeOptions, startPineconeFake } from "./fake-pinecone.ts";

/** What a test says about its store; the rest reaches the fake without a socket and waits in no time. */
export interface TestStoreOptions extends Partial<Omit<PineconeStoreOptions, "client">> {
  /** Goes over HTTP. */
  readonly http?: true;
  readonly client?: Partial<PineconeClientOptions>;
}

/** A fake, and a way to open stores on it; all closed after the test, when `onTestFinished` (Vitest's) says so. */
export async function openFake(
  onTestFinished: (end: () => Promise<void>) => void,
  options: PineconeFakeOptions = {},
): Promise<{ readonly fake: PineconeFake; readonly open: (options?: TestStoreOptions) => VectorStore }> {
  const fake = await startPineconeFake(options);
  const stores: VectorStore[] = [];
  onTestFinished(async () => {
    fake.clearFaults();
    for (const store of stores) await store.close();
    await fake.close();
  });
  return {
    fake,
    open({ client, http, ...rest } = {}) {
      const retry = { sleep: () => setImmediate(), ...client?.retry };
      const fetch = http ? globalThis.fetch : fake.fetch;
      const connection = { apiKey: fake.apiKey, controlUrl: fake.url, fetch, ...client, retry };
      const store = createPineconeStore({ index: "test", sleep: () => setImmediate(), ...rest, client: connection });
      stores.push(store);
      return store;
    },
  };
}
