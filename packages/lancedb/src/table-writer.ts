import type { Table } from "@lancedb/lancedb";
import type { DocumentVectors, VectorRecord } from "@tributary/vector-store";
import { sqlInLists } from "./filter-sql.ts";
import { createFingerprints, type Fingerprints } from "./fingerprints.ts";
import { leftoverCondition, leftoverOf } from "./leftovers.ts";
import { readTextColumn } from "./read-text-column.ts";
import { recordTable } from "./schema.ts";

/** Changes a table, one call at a time; each resolves to the number of rows it touched. */
export interface TableWriter {
  /** Removes what a replacement that was cut short left behind; comes before every change and before the first read. */
  recover(): Promise<void>;
  write(records: readonly VectorRecord[]): Promise<number>;
  replace(documents: readonly DocumentVectors[]): Promise<number>;
  remove(column: "id" | "documentId", values: readonly string[]): Promise<number>;
}

/** Writes through this handle. */
export function createTableWriter(table: Table, dimensions: number): TableWriter {
  let leftoversPossible = true;
  let fingerprints: Fingerprints | undefined;

  async function knownDocuments(): Promise<Fingerprints> {
    if (fingerprints !== undefined) return fingerprints;
    const loaded = createFingerprints();
    for await (const documentId of readTextColumn(table, "documentId", null)) loaded.add(documentId);
    fingerprints = loaded;
    return loaded;
  }

  /** Ids these documents have now and shall not have any more. */
  async function staleIds(documents: readonly DocumentVectors[]): Promise<string[]> {
    const kept = new Set(documents.flatMap(({ records }) => records.map(({ id }) => id)));
    const stale: string[] = [];
    for (const condition of sqlInLists(
      "documentId",
      documents.map(({ documentId }) => documentId),
    )) {
      for await (const id of readTextColumn(table, "id", condition)) if (!kept.has(id)) stale.push(id);
    }
    return stale;
  }

  async function put(records: readonly VectorRecord[], mayReplace: boolean, known: Fingerprints): Promise<number> {
    // Remembered first: what an append that reports failure may have written must be found by the next attempt.
    for (const { documentId } of records) known.add(documentId);
    const data = recordTable(dimensions, records);
    if (mayReplace) await table.mergeInsert("id").whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(data);
    else await table.add(data);
    return records.length;
  }

  async function remove(column: "id" | "documentId", values: readonly string[]): Promise<number> {
    let removed = 0;
    for (const condition of sqlInLists(column, values)) removed += (await table.delete(condition)).numDeletedRows;
    return removed;
  }

  async function recover(): Promise<void> {
    if (!leftoversPossible) return;
    if ((await table.countRows(leftoverCondition)) > 0) await table.delete(leftoverCondition);
    leftoversPossible = false;
  }

  return {
    recover,
    remove,

    async write(records) {
      const known = await knownDocuments();
      return put(
        records,
        records.some(({ documentId }) => known.mayHold(documentId)),
        known,
      );
    },

    async replace(documents) {
      const known = await knownDocuments();
      const replaced = documents.filter(({ documentId }) => known.mayHold(documentId));
      const stale = replaced.length === 0 ? [] : await staleIds(replaced);
      const records = documents.flatMap((document) => document.records);
      if (records.length === 0) return remove("id", stale);
      if (stale.length === 0) return put(records, replaced.length > 0, known);
      leftoversPossible = true;
      const rows = await put([...records, ...stale.map((id) => leftoverOf(id, dimensions))], true, known);
      await table.delete(leftoverCondition);
      leftoversPossible = false;
      return rows;
    },
  };
}
