import { type CredentialVault, createCredentialVault, createEmbeddingCache, type Database } from "@tributary/database";
import { createLocalEmbedder, type Embedder } from "@tributary/embedding";
import { createIndexer, createIndexingThread, type Indexer } from "@tributary/indexing";
import { createSearch, type Search } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import type { Logger } from "pino";
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
    /** A provider's; null for the local one. */
    readonly embedder: Embedder | null;
  },
): { readonly services: Services; close(): Promise<void> } {
  const { database, store, logger, secretKeys, embedder } = given;
  const thread = createIndexingThread();
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
      embedder: embedder ?? thread.embedder,
      cache: createEmbeddingCache(database),
      thread,
    }),
    search: createSearch({ store, embedder: embedder ?? createLocalEmbedder() }),
  };
  return {
    services,
    async close() {
      await sources.close();
      await thread.close();
    },
  };
}
