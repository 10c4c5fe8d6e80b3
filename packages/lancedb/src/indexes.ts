import { type FtsOptions, Index, type IndexConfig, type Table } from "@lancedb/lancedb";

/**
 * Below this an exact scan of the vectors answers in some 10 ms; from here on comparing 4-bit codes and reading back the
 * best of them costs less (50,000 rows: 70 ms against 12 ms).
 */
const rowsWorthAVectorIndex = 5_000;

/** What LanceDB aims for itself; with fewer partitions it would split them later, at several times the cost. */
const rowsPerPartition = 4_096;

/** Beyond this share of rows added since, building the vector index anew is cheaper than extending it. */
const shareWorthARebuild = 0.5;

/**
 * Codes compared exactly for each hit asked for, and partitions looked at: all of them. Vectors of source code cluster
 * badly: half of the partitions hold only nine tenths of the nearest chunks. Recall 0.9998 of the exact 50 nearest among
 * 50,000 chunks of real code.
 */
export const vectorSearch = { refineFactor: 2, partitions: 1_000_000 } as const;

/** Terms arrive analysed: split at spaces, nothing else. */
const termOptions: Partial<FtsOptions> = {
  baseTokenizer: "whitespace",
  withPosition: false,
  lowercase: false,
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  maxTokenLength: 0x7fff_ffff,
};

/**
 * Columns found by value or by prefix: ids when documents are replaced, paths in filters (at 50,000 rows a hybrid search
 * below a path takes 7 ms instead of 21). The other filters gain nothing from an index.
 */
const valueIndexes = ["id", "documentId", "path"] as const;

/** Creates the indexes every table has unless it has them already. */
export async function createMissingIndexes(table: Table): Promise<void> {
  const indexed = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  for (const column of valueIndexes) {
    if (!indexed.has(column)) await table.createIndex(column, { config: Index.btree() });
  }
  if (!indexed.has("lexical")) await table.createIndex("lexical", { config: Index.fts(termOptions) });
}

/** Rows that searches read one by one because an index they should be in does not hold them. */
export async function countUnindexedRows(table: Table): Promise<number> {
  const terms = await indexOn(table, "lexical");
  const vectors = await indexOn(table, "vector");
  const rows = await table.countRows();
  const withoutVectors = vectors?.numUnindexedRows ?? (rows < rowsWorthAVectorIndex ? 0 : rows);
  return Math.max(terms?.numUnindexedRows ?? 0, withoutVectors);
}

/** Drops the vector index when it is worth building anew, so that nobody extends it first. */
export async function dropOutgrownVectorIndex(table: Table): Promise<void> {
  const index = await indexOn(table, "vector");
  if (index === undefined) return;
  const { numIndexedRows = 0, numUnindexedRows = 0 } = index;
  if (numUnindexedRows > numIndexedRows * shareWorthARebuild) await table.dropIndex(index.name);
}

/** Creates the vector index when there is none and the table is large enough. Resolves to whether it did. */
export async function createMissingVectorIndex(table: Table): Promise<boolean> {
  const rows = await table.countRows();
  if (rows < rowsWorthAVectorIndex || (await indexOn(table, "vector")) !== undefined) return false;
  const numPartitions = Math.ceil(rows / rowsPerPartition);
  await table.createIndex("vector", { config: Index.ivfRq({ distanceType: "cosine", numPartitions, numBits: 4 }) });
  return true;
}

async function indexOn(table: Table, column: string): Promise<IndexConfig | undefined> {
  return (await table.listIndices()).find(({ columns }) => columns.includes(column));
}
