import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect, type Table } from "@lancedb/lancedb";
import { recordOf, seededVector } from "@tributary/vector-store/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countUnindexedRows, createMissingIndexes } from "./indexes.ts";
import { createMaintenance, type MaintenanceLimits } from "./maintenance.ts";
import { recordTable, schemaOf } from "./schema.ts";
import { createSnapshot } from "./snapshot.ts";

const dimensions = 4;
const limits: MaintenanceLimits = {
  negligible: { rows: 10, commits: 3, share: 0.1 },
  commitsBetweenRuns: 4,
  mostCommitsBetweenRuns: 8,
};

let directory = "";
let connection: Connection;
let writer: Table;
let reader: Table;
let written = 0;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-maintenance-"));
  connection = await connect(directory);
  writer = await connection.createEmptyTable("t", schemaOf(dimensions));
  reader = await connection.openTable("t");
  await createMissingIndexes(writer);
  written = 0;
});

afterEach(async () => {
  connection.close();
  await rm(directory, { recursive: true });
});

async function append(rows: number): Promise<void> {
  const records = Array.from({ length: rows }, () => {
    written += 1;
    return recordOf(`document ${written}`, 0, { vector: seededVector(written, dimensions) });
  });
  await writer.add(recordTable(dimensions, records));
}

async function maintained(given = writer) {
  const snapshot = createSnapshot(reader);
  snapshot.publish(await writer.version());
  const maintenance = await createMaintenance(given, snapshot, limits);
  const commit = async (rows: number) => {
    await append(rows);
    snapshot.publish(await writer.version());
    await maintenance.afterCommit(rows);
  };
  return { snapshot, maintenance, commit };
}

const fragments = async () => (await writer.stats()).fragmentStats.numFragments;

/** One file of rows, and no more than the version indexes were last added in beside the current one. */
async function expectOrder(): Promise<void> {
  expect((await writer.stats()).fragmentStats.numFragments).toBe(1);
  expect((await writer.listVersions()).length).toBeLessThanOrEqual(2);
}

describe("createMaintenance", () => {
  it("leaves a little for later, and acts on more rows or more commits", async () => {
    const { maintenance, commit } = await maintained();
    await commit(200);
    await maintenance.optimize();
    await commit(4);
    await commit(5);
    await maintenance.optimize();
    expect(await fragments()).toBe(3);
    await commit(1);
    await maintenance.optimize();
    await expectOrder();
    for (let time = 0; time < 3; time += 1) await commit(1);
    await maintenance.optimize();
    await expectOrder();
  });

  it("leaves nothing for later that is much of the table", async () => {
    const { maintenance, commit } = await maintained();
    await commit(4);
    await commit(4);
    await maintenance.optimize();
    await expectOrder();
    expect(await countUnindexedRows(writer)).toBe(0);
  });

  it("acts by itself after many commits: soon when they are much of the table, at the latest in any case", async () => {
    const { commit } = await maintained();
    for (let time = 0; time < 3; time += 1) await commit(50);
    expect(await fragments()).toBe(3);
    await commit(50);
    await expectOrder();
    for (let time = 0; time < 7; time += 1) await commit(1);
    expect(await fragments()).toBe(8);
    await commit(1);
    await expectOrder();
  });

  it("knows what an earlier process left undone", async () => {
    await append(6);
    await append(6);
    const { maintenance } = await maintained();
    await maintenance.optimize();
    await expectOrder();
  });

  it("removes nothing that readers who come while it works are sent to", async () => {
    const counts: number[] = [];
    const read = () => snapshot.read(async (table) => (await table.query().select(["id"]).toArray()).length);
    const watched = new Proxy(writer, {
      get(table, name: keyof Table) {
        if (name === "optimize") {
          return async (...given: Parameters<Table["optimize"]>) => {
            const done = await table.optimize(...given);
            counts.push(await read());
            return done;
          };
        }
        const value = table[name];
        return typeof value === "function" ? value.bind(table) : value;
      },
    });
    const { snapshot, maintenance, commit } = await maintained(watched);
    for (let round = 1; round <= 3; round += 1) {
      counts.length = 0;
      for (let time = 0; time < 3; time += 1) await commit(20);
      await maintenance.optimize();
      expect(counts.length).toBeGreaterThanOrEqual(2);
      expect(new Set(counts)).toEqual(new Set([round * 60]));
      await expectOrder();
    }
  });

  it("keeps the files a slow reader is reading, and lets new readers see the new ones", async () => {
    const { snapshot, maintenance, commit } = await maintained();
    for (let time = 0; time < 3; time += 1) await commit(2);
    const { promise: resumed, resolve: resume } = Promise.withResolvers<void>();
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const slow = snapshot.read(async (table) => {
      const query = table.query().select(["id"]);
      start();
      await resumed;
      return (await query.toArray()).length;
    });
    await started;
    const optimising = maintenance.optimize();
    const inBetween = await snapshot.read((table) => table.countRows());
    resume();
    expect([await slow, inBetween]).toEqual([6, 6]);
    await optimising;
    expect(await snapshot.read((table) => table.countRows())).toBe(6);
  });
});
