import { VectorStoreError } from "@tributary/vector-store";
import type { PineconeClient, PineconeIndexDescription } from "@tributary/vendor-pinecone";

/** Where indexes that are missing are created. */
export interface NewIndexPlace {
  /** `aws`, `gcp` or `azure`. */
  readonly cloud: string;
  readonly region: string;
}

/** How a store finds its indexes. */
export interface IndexDirectoryOptions {
  readonly client: PineconeClient;
  /** What the names of all its indexes start with. */
  readonly name: string;
  /** Null when indexes must exist already. */
  readonly create: NewIndexPlace | null;
  /** Longest wait for a new index, in milliseconds. */
  readonly readyTimeoutMs: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** The indexes of one store: one for dense vectors of each dimension, one for sparse vectors. */
export interface IndexDirectory {
  /** The host of the index for vectors of so many dimensions (`null`: sparse ones), or null when there is none. */
  find(dimensions: number | null): Promise<string | null>;
  /** The same, creating it when missing and waiting until it is ready; `not-found` when it may not be created. */
  ensure(dimensions: number | null): Promise<string>;
}

const pauseMs = 500;
/** Pinecone takes 45 characters; the store adds up to eight. */
const nameShape = /^[a-z0-9](?:[a-z0-9-]{0,35}[a-z0-9])?$/;

/** Finds indexes by name, each once; throws `invalid-input` for a name Pinecone would not take. */
export function createIndexDirectory(options: IndexDirectoryOptions): IndexDirectory {
  const { client, name, create, readyTimeoutMs, now, sleep } = options;
  if (!nameShape.test(name)) {
    throw new VectorStoreError(
      "invalid-input",
      `The index name ${JSON.stringify(name)} must be 1 to 37 lower-case letters, digits or hyphens, none at its ends.`,
    );
  }
  const found = new Map<number | null, Promise<string | null>>();
  const creating = new Map<number | null, Promise<string>>();

  function find(dimensions: number | null): Promise<string | null> {
    const known = found.get(dimensions);
    if (known !== undefined) return known;
    const indexName = nameOf(name, dimensions);
    const search = client.describeIndex(indexName).then((index) => {
      if (index === null) return null;
      check(index, dimensions);
      return index.ready ? index.host : awaitReady(indexName, dimensions);
    });
    found.set(dimensions, search);
    const forget = () => void found.delete(dimensions);
    search.then((host) => void (host === null && forget()), forget);
    return search;
  }

  async function awaitReady(indexName: string, dimensions: number | null): Promise<string> {
    for (const end = now() + readyTimeoutMs; ; await sleep(pauseMs)) {
      const index = await client.describeIndex(indexName);
      if (index?.ready) {
        check(index, dimensions);
        return index.host;
      }
      if (now() > end) {
        throw new VectorStoreError("unavailable", `The Pinecone index ${indexName} is not ready yet: try again later.`);
      }
    }
  }

  async function createIndex(dimensions: number | null): Promise<string> {
    const existing = await find(dimensions);
    if (existing !== null) return existing;
    const indexName = nameOf(name, dimensions);
    if (create === null) {
      const kind = dimensions === null ? "sparse" : `dense, ${dimensions} dimensions, metric cosine`;
      throw new VectorStoreError("not-found", `There is no Pinecone index ${indexName}: create it (${kind}).`);
    }
    await client.createIndex({ name: indexName, dimensions, ...create });
    return awaitReady(indexName, dimensions);
  }

  return {
    find,
    ensure(dimensions) {
      const known = creating.get(dimensions);
      if (known !== undefined) return known;
      const search = createIndex(dimensions);
      creating.set(dimensions, search);
      search.catch(() => creating.delete(dimensions));
      return search;
    },
  };
}

function nameOf(name: string, dimensions: number | null): string {
  return dimensions === null ? `${name}-lexical` : `${name}-${dimensions}`;
}

function check({ name, kind, dimensions: actual, metric }: PineconeIndexDescription, dimensions: number | null): void {
  if (kind !== (dimensions === null ? "sparse" : "dense")) {
    const wanted = dimensions === null ? "sparse vectors" : "dense vectors";
    throw new VectorStoreError(
      "invalid-input",
      `The Pinecone index ${name} is not one of ${wanted}: use another name.`,
    );
  }
  if (actual !== dimensions) {
    throw new VectorStoreError(
      "dimension-mismatch",
      `The Pinecone index ${name} has ${actual} dimensions, not ${dimensions}: delete it or use another name.`,
    );
  }
  if (dimensions !== null && metric !== "cosine") {
    throw new VectorStoreError(
      "invalid-input",
      `The Pinecone index ${name} has the metric ${metric}: make one by cosine.`,
    );
  }
}
