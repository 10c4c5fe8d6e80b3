import { type CredentialVault, createCredentialVault, createEmbeddingCache, type Database } from "@tributary/database";
import { createLocalEmbedder } from "@tributary/embedding";
import { createIndexer, createIndexingThread, type Indexer } from "@tributary/indexing";
import { createSearch, type Search } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import type { Logger } from "pino";
import { createProviderEmbedder } from "./embedder.ts";
import type { EmbedderSettings } from "./env.ts";
import { createSourcePool, type SourcePool } from "./source-pool.ts";

/** What workflows and routes work with; which implementation stands behind each, only the runtime knows. */
export interface Services {
  readonly database: Database;
  readonly store: VectorStore;
  readonly indexer: Indexer;
  readonly search: Search;
  readonly sources: SourcePool;
  /** How sources sign in, sealed. */
  readonly credentials: CredentialVault;
  readonly logger: Logger;
}

/** Builds the services over open stores; `close` leaves the stores open. Threads are started when first needed. */
export function createServices(
  given: Pick<Services, "database" | "store" | "logger"> & {
    readonly secretKeys: readonly Uint8Array[];
    readonly embedder: EmbedderSettings;
  },
): { readonly services: Services; close(): Promise<void> } {
  const { database, store, logger, secretKeys } = given;
  const thread = createIndexingThread();
  const provider = createProviderEmbedder(given.embedder);
  const credentials = createCredentialVault(secretKeys);
  const sources = createSourcePool({ database, credentials, logger });
  const services: Services = {
    database,
    store,
    logger,
    credentials,
    sources,
    indexer: createIndexer({
      store,
      embedder: provider ?? thread.embedder,
      cache: createEmbeddingCache(database),
      thread,
    }),
    search: createSearch({ store, embedder: provider ?? createLocalEmbedder() }),
  };
  return {
    services,
    async close() {
      await sources.close();
      await thread.close();
    },
  };
}
