import { type CredentialVault, createCredentialVault, type Database } from "@tributary/database";
import { createQueryCache, type Reranker } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import type { Tracing } from "@tributary/vendor-observability";
import type { Logger } from "pino";
import { createOutlets, type OutletSettings, type Outlets } from "./alerting/outlets.ts";
import { createSourcePool, type SourcePool } from "./connections/source-pool.ts";
import { type Cancellations, createCancellations } from "./inngest/cancellation.ts";
import { type CacheWarmer, createCacheWarmer } from "./observability/cache-warmer.ts";
import { noTracing } from "./observability/no-tracing.ts";
import { observeEmbedders } from "./observability/observed-embedders.ts";
import { observeFetch } from "./observability/observed-fetch.ts";
import { observeIndexes } from "./observability/observed-indexes.ts";
import { createTelemetry, type Telemetry } from "./observability/telemetry.ts";
import { traceReranker, traceStore } from "./observability/traced-store.ts";
import type { Embedders } from "./providers/embedders.ts";
import { createSearchIndexes, type SearchIndexes } from "./search-index/search-indexes.ts";
import { createWebhookReaders, type WebhookReaders } from "./webhooks/readers.ts";

/** What workflows and routes work with; which implementation stands behind each, only the runtime knows. */
export interface Services {
  readonly database: Database;
  readonly store: VectorStore;
  readonly indexes: SearchIndexes;
  readonly sources: SourcePool;
  /** What stops the steps of a sync that was cancelled. */
  readonly cancellations: Cancellations;
  /** What reads their webhooks. */
  readonly webhooks: WebhookReaders;
  /** How sources sign in, sealed. */
  readonly credentials: CredentialVault;
  readonly logger: Logger;
  /** What tells people and other systems of things. */
  readonly outlets: Outlets;
  readonly telemetry: Telemetry;
  /** Answers queries ahead of time, wherever they are answered. */
  readonly warmer: CacheWarmer;
}

/** Milliseconds an answer is kept where no other process writes: then every write clears what it changes. */
const ANSWERS_KEPT_MS = 6 * 3_600_000;

/** Builds the services over open stores; `close` leaves the stores open. Threads are started when first needed. */
export function createServices(
  given: Pick<Services, "database" | "store" | "logger"> & {
    readonly secretKeys: readonly Uint8Array[];
    readonly embedders: Embedders;
    /** Where people and other systems are told of things. */
    readonly outlets: OutletSettings;
    /** Puts what a search found into its own order; none unless given. */
    readonly reranker?: Reranker;
    /** Whether it is kept how often each query was searched for. */
    readonly rememberQueries: boolean;
    /** What tells a collector how work goes, which the caller closes; none unless given. */
    readonly tracing?: Tracing;
    /** Whether every write to the vectors goes through these services. */
    readonly soleWriter: boolean;
    /** What answers queries ahead of time, where another process answers them. */
    readonly warmer?: CacheWarmer;
  },
): { readonly services: Services; close(): Promise<void> } {
  const { database, logger, secretKeys, rememberQueries, tracing = noTracing } = given;
  const telemetry = createTelemetry({ database, logger, rememberQueries, tracing });
  const reranker = given.reranker && traceReranker(given.reranker, tracing);
  const embedders = observeEmbedders(given.embedders, telemetry);
  const cache = createQueryCache(given.soleWriter ? { maxAgeMs: ANSWERS_KEPT_MS } : {});
  // Every write of this console, and of its workflow process, goes through this one.
  const store = traceStore(cache.watch(given.store), tracing);
  const credentials = createCredentialVault(secretKeys);
  const sources = createSourcePool({
    ...{ database, credentials, logger },
    fetchFor: (source) => observeFetch(telemetry, source),
  });
  const create = (answers: typeof cache) =>
    createSearchIndexes({ database, store, embedders, cache: answers, logger, ...(reranker && { reranker }) });
  const observed = observeIndexes({ cache, create }, telemetry);
  const services: Services = {
    database,
    store,
    logger,
    credentials,
    outlets: createOutlets(given.outlets),
    sources,
    cancellations: createCancellations({ database, logger }),
    webhooks: createWebhookReaders({ database, credentials, logger }),
    indexes: observed.indexes,
    telemetry,
    warmer: given.warmer ?? createCacheWarmer(observed, { billed: reranker !== undefined }),
  };
  return {
    services,
    async close() {
      await telemetry.close();
      await sources.close();
      await embedders.close();
    },
  };
}
