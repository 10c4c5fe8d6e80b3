import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Database, type DataFolderLock, lockDataFolder, openDatabase, workspaces } from "@tributary/database";
import { createLanceStore } from "@tributary/lancedb";
import type { VectorStore } from "@tributary/vector-store";
import type { Logger } from "pino";
import type { Env } from "./env/env.ts";
import { readLocalKey } from "./keys/local-key.ts";
import { readSecretKeys } from "./keys/secret-key.ts";

/** The one workspace a console has until workspaces are managed. */
export const DEFAULT_WORKSPACE = { id: "default", name: "Default" };

/** Everything that keeps data, opened by the process that owns the data folder. */
export interface Stores {
  readonly lock: DataFolderLock;
  readonly database: Database;
  readonly store: VectorStore;
  /** API key of this machine's owner, kept in the data folder. */
  readonly localKey: string;
  /** What the credentials of sources are sealed with, the current key first. */
  readonly secretKeys: readonly Uint8Array[];
  close(): Promise<void>;
}

/** Takes the data folder and opens what is in it. Throws DataFolderBusyError when another process owns it. */
export async function openStores(env: Env, options: { command: string; logger: Logger }): Promise<Stores> {
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
    if (!durable) options.logger.warn({ reason }, "the database may lose its last writes when the power fails");
    await workspaces.ensure(database, DEFAULT_WORKSPACE);
    const localKey = await readLocalKey(env.home, database);
    const store = await openVectors(env, options.logger);
    closers.push(() => store.close());
    return { lock, database, store, localKey, secretKeys: await readSecretKeys(env), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openVectors({ home, vectors }: Env, logger: Logger): Promise<VectorStore> {
  if (vectors.kind === "lancedb") {
    const directory = join(home, "vectors");
    await mkdir(directory, { recursive: true });
    return createLanceStore({ directory });
  }
  const { apiKey, index, controlUrl } = vectors;
  // Loaded only where it is used: its client would take a good part of a short command's time.
  const { createPineconeStore } = await import("@tributary/pinecone");
  return createPineconeStore({
    client: { apiKey, ...(controlUrl && { controlUrl }) },
    index,
    onTrim: ({ namespace, id, fields }) =>
      logger.warn({ namespace, id, fields }, "a chunk was cut to fit into Pinecone's 40 KB of metadata"),
  });
}
