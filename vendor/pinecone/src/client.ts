import { Pinecone } from "@pinecone-database/pinecone";
import {
  createExchangeFetch,
  createLimiter,
  type Exchange,
  errorOfExchange,
  retrying,
  withExchange,
} from "@tributary/vendor-http";
import { PineconeError } from "./error.ts";
import { describe } from "./index-description.ts";
import { createNamespaceClient, type PineconeNamespace, type RunCall } from "./namespace-client.ts";
import { pineconeService } from "./pinecone-service.ts";
import type { PineconeIndexDescription } from "./records.ts";
import { type RetryOptions, retrySettings } from "./retry.ts";

/** How to reach Pinecone. */
export interface PineconeClientOptions {
  readonly apiKey: string;
  /** Address of the control plane; https://api.pinecone.io unless given. `http://` addresses are used as they are. */
  readonly controlUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds one HTTP request may take; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** Most requests under way at a time; 16 unless given. The others wait in order. */
  readonly concurrency?: number;
  readonly retry?: RetryOptions;
  /** Milliseconds since the epoch, for Retry-After given as a date. */
  readonly now?: () => number;
}

/** What kind of index to create: serverless, dense by cosine or sparse. */
export interface NewPineconeIndex {
  readonly name: string;
  /** Null for a sparse index. */
  readonly dimensions: number | null;
  readonly cloud: string;
  readonly region: string;
}

/** Pinecone, with typed errors, retries and bounded concurrency. All methods throw `PineconeError` only. */
export interface PineconeClient {
  /** Null when there is no index of that name. */
  describeIndex(name: string): Promise<PineconeIndexDescription | null>;
  listIndexes(): Promise<readonly PineconeIndexDescription[]>;
  /** Does not wait until it is ready; no error when it exists. */
  createIndex(index: NewPineconeIndex): Promise<void>;
  /** A namespace of the index at this host; never empty, throws `invalid-request` for one that is. */
  namespace(host: string, namespace: string): PineconeNamespace;
}

/** Builds the client. The SDK's own retries, which pass over 429 and Retry-After, are off. */
export function createPineconeClient(options: PineconeClientOptions): PineconeClient {
  const { apiKey, controlUrl, fetch = globalThis.fetch, timeoutMs = 30_000, concurrency = 16 } = options;
  const { retry = {}, now = Date.now } = options;
  if (apiKey === "") throw new PineconeError("unauthorized", "Pinecone: the API key is empty: give the project's key.");
  const limit = createLimiter(concurrency);
  const settings = retrySettings(retry);
  const pinecone = new Pinecone({
    apiKey,
    fetchApi: createExchangeFetch(fetch, timeoutMs),
    maxRetries: 0,
    ...(controlUrl !== undefined && { controllerHostUrl: controlUrl }),
  });

  const run: RunCall = (action, call, read) =>
    limit(() =>
      retrying(settings, async () => {
        const exchange: Exchange = {};
        try {
          const result = await withExchange(exchange, call);
          read?.(exchange);
          return result;
        } catch (error) {
          throw errorOfExchange(pineconeService, action, exchange, error, { secrets: [apiKey], now });
        }
      }),
    );

  return {
    describeIndex: (name) =>
      run(`describing the index ${name}`, () => pinecone.describeIndex(name))
        .then(describe)
        .catch((error: unknown) => {
          if (error instanceof PineconeError && error.code === "not-found") return null;
          throw error;
        }),

    async listIndexes() {
      const { indexes = [] } = await run("listing indexes", () => pinecone.listIndexes());
      return indexes.map(describe);
    },

    async createIndex({ name, dimensions, cloud, region }) {
      const spec = { serverless: { cloud, region } };
      const shape =
        dimensions === null
          ? ({ vectorType: "sparse", metric: "dotproduct" } as const)
          : ({ vectorType: "dense", dimension: dimensions, metric: "cosine" } as const);
      await run(`creating the index ${name}`, () => pinecone.createIndex({ name, spec, ...shape })).catch(
        (error: unknown) => {
          // Another caller, or an attempt whose answer got lost, created it.
          if (!(error instanceof PineconeError && error.code === "conflict")) throw error;
        },
      );
    },

    namespace(host, namespace) {
      if (namespace === "") {
        throw new PineconeError(
          "invalid-request",
          "Pinecone: a namespace needs a name: the empty one is shared by all.",
        );
      }
      return createNamespaceClient(pinecone.index({ host, namespace }), namespace, run);
    },
  };
}
