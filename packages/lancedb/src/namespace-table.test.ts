import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Table } from "@lancedb/lancedb";
import { documentOf } from "@tributary/vector-store/testing";
import { expect, it } from "vitest";
import { createMissingIndexes } from "./indexes.ts";
import { openNamespaceTable } from "./namespace-table.ts";
import { schemaOf } from "./schema.ts";

/** The same table, which runs something before it deletes rows. */
function beforeDelete(table: Table, run: () => Promise<void>): Table {
  return new Proxy(table, {
    get(target, key) {
      if (key === "delete") return (condition: string) => run().then(() => target.delete(condition));
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

it("shows readers the old document until the last step of its replacement is done", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-table-"));
  const connection = await connect(directory);
  const writer = await connection.createEmptyTable("t", schemaOf(8));
  await createMissingIndexes(writer);
  const seen: string[][] = [];
  const observed = beforeDelete(writer, async () => {
    seen.push([...(await table.listIds(""))].sort(), [String(await table.count())]);
  });
  const table = await openNamespaceTable(observed, await connection.openTable("t"), 8);
  await table.replaceDocuments([documentOf("document", 3)]);
  await table.replaceDocuments([documentOf("document", 1)]);
  expect(seen).toEqual([["document#0", "document#1", "document#2"], ["3"]]);
  expect(await table.listIds("")).toEqual(["document#0"]);
  await table.close();
  connection.close();
  await rm(directory, { recursive: true });
});
