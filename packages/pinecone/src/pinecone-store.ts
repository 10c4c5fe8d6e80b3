import { setTimeout } from "node:timers/promises";
import { checkDimensions, type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { createPineconeClient, type PineconeClient, type PineconeClientOptions } from "@tributary/vendor-pinecone";
import { toVectorStoreError } from "./error-mapping.ts";
import { createIndexDirectory, type NewIndexPlace } from "./index-directory.ts";
import type { TrimmedRecord } from "./namespace-context.ts";
import { createNamespaceNames } from "./namespace-name.ts";
import { createOpenNamespaces } from "./open-namespaces.ts";
import { createVersions } from "./versions.ts";

/** The most dimensions a dense index of Pinecone takes. */
const mostDimensions = 20_000;

/** Where the store keeps its vectors, and how it goes about it. */
export interface PineconeStoreOptions {
  /** How to reach Pinecone, or a client built already. */
  readonly client: PineconeClient | PineconeClientOptions;
  /** What the names of its indexes start with: `<index>-<dimensions>` for vectors, `<index>-lexical` for terms. */
  readonly index: string;
  /** Starts the name of every namespace, so that several stores share the indexes; empty unless given. */
  readonly namespacePrefix?: string;
  /** Where missing indexes are created; AWS us-east-1 unless given. `null`: they must exist. */
  readonly create?: NewIndexPlace | null;
  /** Longest wait for a write to become visible, in milliseconds; 20,000 unless given, 0 for none. */
  readonly visibilityTimeoutMs?: number;
  /** Longest wait for a new index, in milliseconds; 180,000 unless given. */
  readonly readyTimeoutMs?: number;
  /** How what is replaced is found: `filter` unless given; `prefix` where deletion by metadata is not to be had. */
  readonly removal?: "filter" | "prefix";
  /** Told of every record that was cut to fit into Pinecone's 40 KB. */
  readonly onTrim?: (record: TrimmedRecord) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/**
 * A vector store on Pinecone: a dense index by cosine for each number of dimensions, and a sparse one for BM25. Connects to
 * nothing before the first call. Throws `invalid-input` for a name or a key Pinecone would not take.
 */
export function createPineconeStore(options: PineconeStoreOptions): VectorStore {
  const { index, namespacePrefix = "", removal = "filter", onTrim = () => {} } = options;
  const { create = { cloud: "aws", region: "us-east-1" }, readyTimeoutMs = 180_000 } = options;
  const { visibilityTimeoutMs: timeoutMs = 20_000, now = Date.now, sleep = setTimeout } = options;
  const client = clientOf(options.client);
  const namespaces = createOpenNamespaces({
    client,
    removal,
    onTrim,
    indexes: createIndexDirectory({ client, name: index, create, readyTimeoutMs, now, sleep }),
    names: createNamespaceNames(namespacePrefix),
    nextVersion: createVersions(now),
    freshness: { timeoutMs, now, sleep },
  });
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  /** Every error leaves as a VectorStoreError, and close() waits for what runs. */
  async function run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (closing !== undefined) throw new VectorStoreError("unavailable", "The vector store is closed: create another.");
    const result = task();
    running.add(result);
    try {
      return await result;
    } catch (error) {
      throw toVectorStoreError(error);
    } finally {
      running.delete(result);
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(running);
    // Statistics that cannot be stored any more cost some ranking, not a record.
    await Promise.allSettled((await namespaces.opened()).map(({ statistics }) => statistics.flush()));
  }

  return {
    ensure: (namespace, { dimensions }) =>
      run(async () => {
        checkDimensions(dimensions, mostDimensions);
        await namespaces.ensure(namespace, dimensions);
      }),
    upsert: (namespace, records) => run(async () => (await namespaces.open(namespace)).writer.upsert(records)),
    replaceDocuments: (namespace, documents) =>
      run(async () => (await namespaces.open(namespace)).writer.replaceDocuments(documents)),
    deleteByIds: (namespace, ids) => run(async () => (await namespaces.open(namespace)).writer.deleteByIds(ids)),
    deleteDocuments: (namespace, documentIds) =>
      run(async () => (await namespaces.open(namespace)).writer.deleteDocuments(documentIds)),
    query: (namespace, query) => run(async () => (await namespaces.open(namespace)).reader.query(query)),
    stats: (namespace) =>
      run(async () => {
        const { dimensions, reader } = await namespaces.open(namespace);
        return { vectors: await reader.count(), dimensions };
      }),
    async *listIds(namespace, prefix = "") {
      const { reader } = await run(() => namespaces.open(namespace));
      const ids = reader.listIds(prefix)[Symbol.asyncIterator]();
      for (let next = await run(() => ids.next()); next.done !== true; next = await run(() => ids.next())) {
        yield next.value;
      }
    },
    optimize: (namespace) =>
      run(async () => {
        const { reader, statistics } = await namespaces.open(namespace);
        await statistics.compact(await reader.count());
      }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function clientOf(client: PineconeClient | PineconeClientOptions): PineconeClient {
  try {
    return "namespace" in client ? client : createPineconeClient(client);
  } catch (error) {
    throw toVectorStoreError(error);
  }
}
