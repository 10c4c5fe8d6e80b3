import type { Index } from "@pinecone-database/pinecone";
import { type Exchange, numberHeader } from "@tributary/vendor-http";
import { PineconeError } from "./error.ts";
import type { PineconeFilter, PineconeMatch, PineconeMetadata, PineconeQuery, PineconeRecord } from "./records.ts";

/** What a write is known by: its log sequence number in the namespace, or null when Pinecone did not tell. */
export type WriteNumber = number | null;

/** One namespace of one index. All methods throw `PineconeError` only. */
export interface PineconeNamespace {
  /** At most 1,000 records and 2 MB a call. */
  upsert(records: readonly PineconeRecord[]): Promise<WriteNumber>;
  /** `indexed` is the last write the answer reflects, null when Pinecone did not tell; a missing namespace is empty. */
  query(query: PineconeQuery): Promise<{ readonly matches: readonly PineconeMatch[]; readonly indexed: WriteNumber }>;
  /** Records by id, at most 1,000 and as many as fit into a URL; ids that are not there are left out. */
  fetch(ids: readonly string[]): Promise<ReadonlyMap<string, PineconeRecord>>;
  /** At most 100 ids in byte order, and how to ask for the next ones, null after the last. */
  list(
    prefix: string,
    token: string | null,
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
  /** At most 1,000 ids a call; ids and namespaces that are not there are no error. */
  deleteByIds(ids: readonly string[]): Promise<WriteNumber>;
  deleteByFilter(filter: PineconeFilter): Promise<WriteNumber>;
  deleteAll(): Promise<WriteNumber>;
  /** How many records it holds; 0 when it does not exist. */
  count(): Promise<number>;
}

/** Runs a call of the SDK with retries; the exchange is of the attempt that succeeded. */
export type RunCall = <Result>(
  action: string,
  call: () => Promise<Result>,
  read?: (exchange: Exchange) => void,
) => Promise<Result>;

/** A namespace of an index, through the SDK. */
export function createNamespaceClient(index: Index, namespace: string, run: RunCall): PineconeNamespace {
  async function write(action: string, call: () => Promise<void>): Promise<WriteNumber> {
    let written: WriteNumber = null;
    await run(action, call, (exchange) => {
      written = numberHeader(exchange, "x-pinecone-request-lsn");
    });
    return written;
  }

  async function remove(action: string, call: () => Promise<void>): Promise<WriteNumber> {
    // Pinecone answers 404 when nothing was ever written to the namespace.
    return write(action, call).catch(emptyWhenMissing(null));
  }

  return {
    upsert: (records) =>
      write(`writing ${records.length} records`, () => index.upsert({ records: records as never[], namespace })),

    async query(query) {
      let indexed: WriteNumber = null;
      const answer = await run(
        "a query",
        () => index.query({ ...(query as { topK: number; vector: number[] }), namespace }),
        (exchange) => {
          indexed = numberHeader(exchange, "x-pinecone-max-indexed-lsn");
        },
      ).catch(emptyWhenMissing({ matches: [] }));
      const matches = answer.matches.map(({ id, score, metadata }) => ({
        id,
        score: score ?? 0,
        metadata: (metadata ?? {}) as PineconeMetadata,
      }));
      return { matches, indexed };
    },

    async fetch(ids) {
      const { records } = await run(`fetching ${ids.length} records`, () =>
        index.fetch({ ids: [...ids], namespace }),
      ).catch(emptyWhenMissing({ records: {} }));
      return new Map(Object.entries(records) as [string, PineconeRecord][]);
    },

    async list(prefix, token) {
      const options = {
        namespace,
        limit: 100,
        ...(prefix !== "" && { prefix }),
        ...(token !== null && { paginationToken: token }),
      };
      const { vectors = [], pagination } = await run("listing ids", () => index.listPaginated(options)).catch(
        emptyWhenMissing({ vectors: [], pagination: undefined }),
      );
      return { ids: vectors.flatMap(({ id }) => (id === undefined ? [] : [id])), next: pagination?.next || null };
    },

    deleteByIds: (ids) =>
      remove(`deleting ${ids.length} records`, () => index.deleteMany({ ids: [...ids], namespace })),
    deleteByFilter: (filter) => remove("deleting by filter", () => index.deleteMany({ filter, namespace })),
    deleteAll: () => remove("deleting a namespace's records", () => index.deleteAll({ namespace })),

    async count() {
      const { recordCount } = await run("counting records", () => index.describeNamespace(namespace)).catch(
        emptyWhenMissing({ recordCount: "0" }),
      );
      return Number(recordCount ?? 0);
    },
  };
}

function emptyWhenMissing<Empty>(empty: Empty): (error: unknown) => Empty {
  return (error) => {
    if (error instanceof PineconeError && error.code === "not-found") return empty;
    throw error;
  };
}
