import { type CredentialVault, createCredentialVault, type Database } from "@tributary/database";
import { createQueryCache, type Reranker } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import type { Logger } from "pino";
import type { Embedders } from "./embedders.ts";
import { createSearchIndexes, type SearchIndexes } from "./search-index/search-indexes.ts";
import { createSourcePool, type SourcePool } from "./source-pool.ts";
import { createWebhookReaders, type WebhookReaders } from "./webhooks/readers.ts";

/** What workflows and routes work with; which implementation stands behind each, only the runtime knows. */
export interface Services {
  readonly database: Database;
  readonly store: VectorStore;
  readonly indexes: SearchIndexes;
  readonly sources: SourcePool;
  /** What reads their webhooks. */
  readonly webhooks: WebhookReaders;
  /** How sources sign in, sealed. */
  readonly credentials: CredentialVault;
  readonly logger: Logger;
}

/** Builds the services over open stores; `close` leaves the stores open. Threads are started when first needed. */
export function createServices(
  given: Pick<Services, "database" | "store" | "logger"> & {
    readonly secretKeys: readonly Uint8Array[];
    readonly embedders: Embedders;
    /** Puts what a search found into its own order; none unless given. */
    readonly reranker?: Reranker;
  },
): { readonly services: Services; close(): Promise<void> } {
  const { database, logger, secretKeys, embedders, reranker } = given;
  const cache = createQueryCache();
  // Every write of this console, and of its workflow process, goes through this one.
  const store = cache.watch(given.store);
  const credentials = createCredentialVault(secretKeys);
  const sources = createSourcePool({ database, credentials, logger });
  const services: Services = {
    database,
    store,
    logger,
    credentials,
    sources,
    webhooks: createWebhookReaders({ database, credentials, logger }),
    indexes: createSearchIndexes({ database, store, embedders, cache, logger, ...(reranker && { reranker }) }),
  };
  return {
    services,
    async close() {
      await sources.close();
      await embedders.close();
    },
  };
}
