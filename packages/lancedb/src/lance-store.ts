import { join, resolve } from "node:path";
import { checkDimensions, type Namespace, type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { toVectorStoreError } from "./error-mapping.ts";
import { type LanceDatabase, openLanceDatabase } from "./lance-database.ts";
import type { NamespaceTable } from "./namespace-table.ts";
import { tableNameOf } from "./table-name.ts";
import { createWriteQueue } from "./write-queue.ts";

const mostDimensions = 65_536;

/** Where the store keeps its files. */
export interface LanceStoreOptions {
  /** A folder of the store's own, created when missing. One process at a time may use it. */
  readonly directory: string;
}

/**
 * A vector store on disk: one LanceDB table a namespace, with vectors, BM25 and scalar indexes. Opens nothing before the
 * first call. A write is searchable when its promise resolves, and readers see it whole or not at all.
 */
export function createLanceStore(options: LanceStoreOptions): VectorStore {
  const directory = resolve(options.directory);
  const tables = new Map<string, Promise<NamespaceTable | null>>();
  /** LanceDB lets two callers who create one table at the same time overwrite each other. */
  const creations = createWriteQueue();
  let database: Promise<LanceDatabase> | undefined;
  let closing: Promise<void> | undefined;

  function openDatabase(): Promise<LanceDatabase> {
    database ??= openLanceDatabase(directory).catch((error) => {
      database = undefined;
      throw error;
    });
    return database;
  }

  /** Opens each table once; one that is missing or fails to open is looked for again at the next call. */
  function openTable(name: string): Promise<NamespaceTable | null> {
    const opened = tables.get(name);
    if (opened !== undefined) return opened;
    const opening = openDatabase().then(({ open }) => open(name));
    const forgetUnlessOpen = (table: NamespaceTable | null) => void (table === null && tables.delete(name));
    tables.set(name, opening);
    opening.then(forgetUnlessOpen, () => forgetUnlessOpen(null));
    return opening;
  }

  async function openOrCreateTable(name: string, dimensions: number): Promise<NamespaceTable | null> {
    const existing = await openTable(name);
    if (existing !== null) return existing;
    await (await openDatabase()).create(name, dimensions);
    return openTable(name);
  }

  /** Runs a task on a namespace's table name; every error leaves as one that names the folder it is about. */
  async function withName<Result>(namespace: Namespace, task: (name: string) => Promise<Result>): Promise<Result> {
    if (closing !== undefined) throw new VectorStoreError("unavailable", "The vector store is closed: create another.");
    const name = tableNameOf(namespace);
    try {
      return await task(name);
    } catch (error) {
      throw toVectorStoreError(error, database === undefined ? directory : join(directory, `${name}.lance`));
    }
  }

  function withTable<Result>(namespace: Namespace, task: (table: NamespaceTable) => Promise<Result>): Promise<Result> {
    return withName(namespace, async (name) => {
      const table = await openTable(name);
      if (table !== null) return task(table);
      throw new VectorStoreError(
        "not-found",
        `There is no namespace ${JSON.stringify(namespace)}: call ensure() first.`,
      );
    });
  }

  return {
    ensure: (namespace, { dimensions }) =>
      withName(namespace, async (name) => {
        checkDimensions(dimensions, mostDimensions);
        const existing = (await creations.run(() => openOrCreateTable(name, dimensions)))?.dimensions;
        if (existing === dimensions) return;
        throw new VectorStoreError(
          "dimension-mismatch",
          `The namespace ${JSON.stringify(namespace)} has ${existing} dimensions, not ${dimensions}: give each embedding model a namespace of its own.`,
        );
      }),
    upsert: (namespace, records) => withTable(namespace, (table) => table.upsert(records)),
    replaceDocuments: (namespace, documents) => withTable(namespace, (table) => table.replaceDocuments(documents)),
    deleteByIds: (namespace, ids) => withTable(namespace, (table) => table.deleteByIds(ids)),
    deleteDocuments: (namespace, documentIds) => withTable(namespace, (table) => table.deleteDocuments(documentIds)),
    query: (namespace, query) => withTable(namespace, (table) => table.query(query)),
    stats: (namespace) =>
      withTable(namespace, async (table) => ({ vectors: await table.count(), dimensions: table.dimensions })),
    async *listIds(namespace, prefix = "") {
      yield* await withTable(namespace, (table) => table.listIds(prefix));
    },
    optimize: (namespace) => withTable(namespace, (table) => table.optimize()),

    close() {
      closing ??= (async () => {
        await creations.drained();
        const opened = await Promise.allSettled(tables.values());
        await Promise.all(opened.map((table) => (table.status === "fulfilled" ? table.value?.close() : undefined)));
        (await database)?.close();
      })();
      return closing;
    },
  };
}
