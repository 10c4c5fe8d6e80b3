import type { VectorStore } from "@tributary/vector-store";
import type { Channel, ChannelServices } from "./channel.ts";

const methods = [
  "ensure",
  "upsert",
  "replaceDocuments",
  "deleteByIds",
  "deleteDocuments",
  "query",
  "stats",
  "optimize",
] as const satisfies (keyof VectorStore)[];

type Method = (...parameters: unknown[]) => Promise<unknown>;

/** What the owner of a vector store lets another process call. */
export function serveStore(store: VectorStore): ChannelServices["calls"] {
  const listIds = (namespace: string, prefix?: string) => Array.fromAsync(store.listIds(namespace, prefix));
  const calls = methods.map((name) => {
    const method = store[name] as Method;
    return [`store.${name}`, (...parameters: unknown[]) => method(...parameters)] as const;
  });
  return { ...Object.fromEntries(calls), "store.listIds": listIds };
}

/** The vector store of the process at the other end. Closing it does nothing: it is not this process's. */
export function createRemoteStore(channel: Channel): VectorStore {
  const calls = methods.map((name) => {
    const method: Method = (...parameters) => channel.call(`store.${name}`, ...parameters);
    return [name, method] as const;
  });
  return {
    ...(Object.fromEntries(calls) as unknown as Pick<VectorStore, (typeof methods)[number]>),
    async *listIds(namespace, prefix) {
      yield* (await channel.call("store.listIds", namespace, prefix)) as string[];
    },
    close: async () => {},
  };
}
