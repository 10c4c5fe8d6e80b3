import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  createEmbeddingCache,
  type Database,
  type DataFolderLock,
  lockDataFolder,
  openDatabase,
  workspaces,
} from "@tributary/database";
import { createLocalEmbedder } from "@tributary/embedding";
import { createIndexer, createIndexingThread, type Indexer } from "@tributary/indexing";
import { createEmbeddedInngest, EMBEDDED_BASE_URL, type EmbeddedInngest } from "@tributary/inngest-embedded";
import { createLanceStore } from "@tributary/lancedb";
import { createSearch, type Search } from "@tributary/search";
import type { VectorStore } from "@tributary/vector-store";
import { createInngestClient } from "@tributary/vendor-inngest";
import type { Inngest, InngestFunction } from "inngest";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import { createFunctions } from "./inngest/functions/index.ts";
import { APP_ID } from "./inngest/workflow.ts";
import { readLocalKey } from "./local-key.ts";
import { createSourcePool, type SourcePool } from "./source-pool.ts";

/** The one workspace a console has until workspaces are managed. */
export const DEFAULT_WORKSPACE = { id: "default", name: "Default" };

/** Time a stopping process gives to steps in progress, in milliseconds; what is not done by then is redone. */
const DRAIN_MS = 10_000;

/** What workflows and routes work with; which implementation stands behind each, only this file knows. */
export interface Services {
  readonly database: Database;
  readonly store: VectorStore;
  readonly indexer: Indexer;
  readonly search: Search;
  readonly sources: SourcePool;
  readonly logger: Logger;
}

/** A process's services, its workflows, and the engine that runs them when it is the embedded one. */
export interface Runtime {
  readonly env: Env;
  readonly services: Services;
  readonly inngest: Inngest;
  readonly functions: InngestFunction.Any[];
  readonly engine: EmbeddedInngest | undefined;
  readonly lock: DataFolderLock;
  /** API key of this machine's owner, kept in the data folder. */
  readonly localKey: string;
  close(): Promise<void>;
}

/**
 * Opens everything the environment asks for. With `work` the embedded engine runs and takes up what an earlier process
 * left; without, nothing moves. Throws DataFolderBusyError when another process owns the data folder.
 */
export async function createRuntime(
  env: Env,
  options: { readonly command: string; readonly work: boolean; readonly logger: Logger },
): Promise<Runtime> {
  const { logger } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    while (closers.length > 0) await closers.pop()?.();
  };
  try {
    const lock = await lockDataFolder(env.home, { command: options.command });
    closers.push(() => lock.release());
    const database = await openDatabase(
      env.databaseUrl
        ? { kind: "postgres", url: env.databaseUrl }
        : { kind: "pglite", directory: join(env.home, "database") },
    );
    closers.push(() => database.close());
    const { durable, reason } = database.durability;
    if (!durable) logger.warn({ reason }, "the database may lose its last writes when the power fails");
    await workspaces.ensure(database, DEFAULT_WORKSPACE);
    const localKey = await readLocalKey(env.home, database);

    const vectors = join(env.home, "vectors");
    await mkdir(vectors, { recursive: true });
    const store = createLanceStore({ directory: vectors });
    closers.push(() => store.close());
    const thread = createIndexingThread();
    closers.push(() => thread.close());
    const indexer = createIndexer({ store, embedder: thread.embedder, cache: createEmbeddingCache(database), thread });
    const pool = createSourcePool(database, logger);
    closers.push(() => pool.close());
    const search = createSearch({ store, embedder: createLocalEmbedder() });
    const services: Services = { database, store, indexer, search, sources: pool, logger };

    const engine =
      env.engine.kind === "embedded"
        ? createEmbeddedInngest({ file: join(env.home, "workflows.sqlite"), logger })
        : undefined;
    if (engine) closers.push(() => engine.stop({ drainMs: DRAIN_MS }));
    const inngest = createInngestClient({
      id: APP_ID,
      logger,
      connection: engine
        ? { kind: "embedded", fetch: engine.fetch, baseUrl: EMBEDDED_BASE_URL }
        : (env.engine as Exclude<Env["engine"], { kind: "embedded" }>),
    });
    const functions = createFunctions({ inngest, services });
    if (engine) {
      await engine.register({ client: inngest, functions });
      if (options.work) await engine.start();
    }
    return { env, services, inngest, functions, engine, lock, localKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}
