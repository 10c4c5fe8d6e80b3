import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, connect, Session, type Table } from "@lancedb/lancedb";
import { arrow } from "./arrow.ts";
import { createMissingIndexes } from "./indexes.ts";
import { type NamespaceTable, openNamespaceTable } from "./namespace-table.ts";
import { schemaOf } from "./schema.ts";

/**
 * Bytes LanceDB may keep in memory of index files and of file metadata; its own defaults are 6 GB and 1 GB. 50,000
 * chunks of 384 dimensions need about 30 MB of the first.
 */
const cacheBytes = { indexes: 128n * 1024n * 1024n, metadata: 32n * 1024n * 1024n };

/** The tables in one folder. */
export interface LanceDatabase {
  /** Resolves to null when there is no such table. */
  open(name: string): Promise<NamespaceTable | null>;
  create(name: string, dimensions: number): Promise<void>;
  close(): void;
}

/** Creates the folder when missing and opens it. */
export async function openLanceDatabase(directory: string): Promise<LanceDatabase> {
  await mkdir(directory, { recursive: true });
  const connection: Connection = await connect(directory, {}, new Session(cacheBytes.indexes, cacheBytes.metadata));
  return {
    async open(name) {
      if (!(await connection.tableNames()).includes(name)) return null;
      if (await wasNeverCommitted(join(directory, `${name}.lance`))) return null;
      const writer = await connection.openTable(name);
      // Also after a crash that left a new table without them.
      await createMissingIndexes(writer);
      return openNamespaceTable(writer, await connection.openTable(name), await dimensionsOf(writer));
    },

    async create(name, dimensions) {
      const table = await connection.createEmptyTable(name, schemaOf(dimensions), { mode: "create", existOk: true });
      table.close();
    },

    close: () => connection.close(),
  };
}

/**
 * Whether a process died while it created this table: then nothing was ever stored in it, and creating it again mends
 * it. A table with data but no version to read it by is damaged instead.
 */
async function wasNeverCommitted(folder: string): Promise<boolean> {
  const versions = await filesIn(join(folder, "_versions"));
  return !versions.some((file) => file.endsWith(".manifest")) && (await filesIn(join(folder, "data"))).length === 0;
}

function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

async function dimensionsOf(table: Table): Promise<number> {
  const type = (await table.schema()).fields.find(({ name }) => name === "vector")?.type;
  if (!arrow.DataType.isFixedSizeList(type)) throw new Error(`the table ${table.name} has no vector column`);
  return type.listSize;
}
