import { mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sql } from "../drizzle.ts";
import { DataFolderBusyError } from "../errors.ts";
import { openDatabase } from "../open.ts";
import { rowsOf } from "../query.ts";
import { startProgram } from "../testing/programs.ts";
import { copyFreshPglite, temporaryFolder } from "../testing/test-databases.ts";
import { workspaces } from "../workspaces.ts";
import { proveDurable } from "./prove-durable.ts";
import { startSession } from "./session.ts";

describe("PGlite", () => {
  const folder = temporaryFolder();
  const open = (directory: string, watchdogMs?: number) =>
    openDatabase({ kind: "pglite", directory, ...(watchdogMs !== undefined && { watchdogMs }) });
  const fresh = async (name: string) => {
    const directory = join(folder, name);
    await copyFreshPglite(directory);
    return directory;
  };

  it("sets up a private folder, is durable, and finds everything again", { timeout: 120_000 }, async () => {
    const directory = join(folder, "deep/down");
    const first = await open(directory);
    expect(first).toMatchObject({ kind: "pglite", durability: { durable: true } });
    await workspaces.ensure(first, { id: "w", name: "W" });
    await first.close();
    await first.close();
    expect(statSync(directory).mode & 0o077).toBe(0);
    expect(readdirSync(directory).sort()).toEqual(["data", "owner.lock"]);
    await expect(workspaces.list(first)).rejects.toMatchObject({ code: "closed", retryable: false });

    // Left by a process that was killed while it set up a folder.
    mkdirSync(join(directory, "data.new-killed"));
    const second = await open(directory);
    expect(await workspaces.list(second)).toEqual([{ id: "w", name: "W" }]);
    expect(readdirSync(directory)).not.toContain("data.new-killed");
    await second.close();
  });

  it("is open once", async () => {
    const directory = await fresh("once");
    const database = await open(directory);
    await expect(open(directory)).rejects.toBeInstanceOf(DataFolderBusyError);
    await database.close();
    await (await open(directory)).close();
  });

  it("loses nothing it acknowledged when it is killed", { timeout: 120_000 }, async () => {
    const directory = await fresh("killed");
    for (const rows of [1, 60]) {
      const program = startProgram("write-until-killed.ts", [directory]);
      await program.prints(rows);
      program.process.kill("SIGKILL");
      await program.ended();
      const acknowledged = Number(program.output().trim().split("\n").at(-1));
      const database = await open(directory);
      const [stored] = await rowsOf<{ count: number; last: number }>(
        database,
        sql`SELECT count(*)::int AS count, max(number) AS last FROM acknowledged WHERE filler = repeat(md5(number::text), 20)`,
      );
      expect(stored?.count).toBe(stored?.last);
      expect(stored?.last).toBeGreaterThanOrEqual(acknowledged);
      await database.close();
    }
  });

  it("says that the disk is full, keeps what it acknowledged, and goes on when there is room", {
    timeout: 120_000,
  }, async () => {
    const directory = await fresh("full");
    const flag = join(folder, "disk-is-full");
    const program = startProgram("fill-disk.ts", [directory], { imports: ["full-disk.ts"], env: { FULL_DISK: flag } });
    expect(await program.ended()).toBe(0);
    const { before, during, errors, acknowledged, stored } = JSON.parse(program.output());
    expect({ before, during }).toEqual({ before: 20, during: 0 });
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      expect(error).toMatchObject({
        code: "out-of-space",
        message: expect.stringContaining("is full: free some space"),
      });
      expect(error.ms).toBeLessThan(30_000);
    }
    expect(acknowledged).toHaveLength(25);
    expect(stored).toEqual(acknowledged);
  });

  it("gives up a statement that does not end, and goes on", { timeout: 60_000 }, async () => {
    const database = await open(await fresh("watchdog"), 500);
    await workspaces.ensure(database, { id: "before", name: "B" });
    const endless = rowsOf(database, sql`SELECT count(*) FROM generate_series(1, 1000000000)`);
    await expect(endless).rejects.toMatchObject({ code: "timeout", retryable: true });
    expect(await workspaces.list(database)).toEqual([{ id: "before", name: "B" }]);
    await database.close();
  });

  it("refuses a folder of another PostgreSQL, or of none", async () => {
    const directory = await fresh("versions");
    const version = (text: string) => writeFileSync(join(directory, "data/PG_VERSION"), text);
    version("19\n");
    await expect(open(directory)).rejects.toMatchObject({
      code: "newer-schema",
      message: expect.stringContaining("PostgreSQL 19"),
    });
    version("16\n");
    await expect(open(directory)).rejects.toMatchObject({ code: "corrupt" });
    rmSync(join(directory, "data/PG_VERSION"));
    await expect(open(directory)).rejects.toMatchObject({
      code: "corrupt",
      message: expect.stringContaining(directory),
    });
  });

  it("says that damaged data is damaged", async () => {
    const directory = await fresh("damaged");
    truncateSync(join(directory, "data/global/pg_control"), 100);
    await expect(open(directory)).rejects.toMatchObject({
      code: "corrupt",
      message: expect.stringContaining(directory),
    });
  });

  it("flushes every commit", async () => {
    const directory = await fresh("flushes");
    const session = await startSession(join(directory, "data"), () => {});
    await session.run("CREATE TABLE numbers (n int)");
    const before = session.activity.flushes;
    for (let n = 0; n < 20; n++) await session.run(`INSERT INTO numbers VALUES (${n})`);
    expect(session.activity.flushes - before).toBe(20);
    await session.close();
  });

  it("admits that it is not durable when a commit is not flushed", async () => {
    const session = {
      activity: { flushes: 7, walBytes: 0 },
      run: async () => {},
      exchange: async () => new Uint8Array(),
      close: async () => {},
    };
    expect(await proveDurable(session)).toEqual({ durable: false, reason: expect.stringContaining("power cut") });
  });

  it("ends cleanly after errors and inside a transaction that failed", async () => {
    const database = await open(await fresh("errors"));
    await expect(rowsOf(database, sql`SELEC 1`)).rejects.toMatchObject({ code: "internal" });
    const failing = database.transaction(async (transaction) => {
      await workspaces.ensure(transaction, { id: "undone", name: "U" });
      await rowsOf(transaction, sql`SELECT 1 / 0`);
    });
    await expect(failing).rejects.toMatchObject({ code: "constraint" });
    expect(await workspaces.list(database)).toEqual([]);
    await database.close();
  });
});
