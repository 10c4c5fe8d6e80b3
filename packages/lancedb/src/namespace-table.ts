import type { Table } from "@lancedb/lancedb";
import {
  checkDocuments,
  checkId,
  checkQuery,
  checkRecord,
  type DocumentVectors,
  type VectorHit,
  type VectorQuery,
  type VectorRecord,
} from "@tributary/vector-store";
import { sqlStartsWith } from "./filter-sql.ts";
import { createMaintenance } from "./maintenance.ts";
import { runQuery } from "./query.ts";
import { readTextColumn } from "./read-text-column.ts";
import { createSnapshot } from "./snapshot.ts";
import { createTableWriter } from "./table-writer.ts";
import { createWriteQueue } from "./write-queue.ts";

/** One namespace: a table that is written in one order and read as the last whole write left it. */
export interface NamespaceTable {
  readonly dimensions: number;
  upsert(records: readonly VectorRecord[]): Promise<void>;
  replaceDocuments(documents: readonly DocumentVectors[]): Promise<void>;
  deleteByIds(ids: readonly string[]): Promise<void>;
  deleteDocuments(documentIds: readonly string[]): Promise<void>;
  query(query: VectorQuery): Promise<VectorHit[]>;
  count(): Promise<number>;
  listIds(prefix: string): Promise<readonly string[]>;
  optimize(): Promise<void>;
  close(): Promise<void>;
}

/** Takes over two handles of one table: one to write through, one that only ever reads finished versions. */
export async function openNamespaceTable(writer: Table, reader: Table, dimensions: number): Promise<NamespaceTable> {
  const queue = createWriteQueue();
  const changes = createTableWriter(writer, dimensions);
  const snapshot = createSnapshot(reader);
  await changes.recover();
  snapshot.publish(await writer.version());
  const maintenance = await createMaintenance(writer, snapshot);

  function commit(change: () => Promise<number>): Promise<void> {
    return queue.run(async () => {
      await changes.recover();
      const rows = await change();
      snapshot.publish(await writer.version());
      if (rows > 0) await maintenance.afterCommit(rows);
    });
  }

  return {
    dimensions,

    async upsert(records) {
      for (const record of records) checkRecord(record, dimensions);
      const lastOfEach = [...new Map(records.map((record) => [record.id, record])).values()];
      if (lastOfEach.length > 0) await commit(() => changes.write(lastOfEach));
    },

    async replaceDocuments(documents) {
      checkDocuments(documents, dimensions);
      if (documents.length > 0) await commit(() => changes.replace(documents));
    },

    async deleteByIds(ids) {
      for (const id of ids) checkId("record id", id);
      if (ids.length > 0) await commit(() => changes.remove("id", ids));
    },

    async deleteDocuments(documentIds) {
      for (const documentId of documentIds) checkId("document id", documentId);
      if (documentIds.length > 0) await commit(() => changes.remove("documentId", documentIds));
    },

    async query(query) {
      checkQuery(query, dimensions);
      return snapshot.read((table) => runQuery(table, query));
    },

    count: () => snapshot.read((table) => table.countRows()),

    listIds: (prefix) =>
      // Read to the end at once: a caller that pauses must not hold on to files that are to be removed.
      snapshot.read((table) =>
        Array.fromAsync(readTextColumn(table, "id", prefix === "" ? null : sqlStartsWith("id", prefix))),
      ),

    optimize: () => queue.run(() => maintenance.optimize()),

    async close() {
      await queue.drained();
      writer.close();
      reader.close();
    },
  };
}
