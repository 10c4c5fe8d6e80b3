import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { openDatabase } from "../open.ts";
import { workspaces } from "../workspaces.ts";

let folder: string;
let owner: Database;

async function openAnother(): Promise<Database> {
  const { connect, durability } = owner;
  if (!connect) throw new Error("The embedded database cannot be shared.");
  return openDatabase({ kind: "shared", connect, durability });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tributary-connections-"));
  owner = await openDatabase({ kind: "pglite", directory: folder });
}, 60_000);
afterAll(async () => {
  await owner.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a shared embedded database", () => {
  it("shows every connection the same rows, and outlives the others", async () => {
    const other = await openAnother();
    await workspaces.ensure(owner, { id: "one", name: "One" });
    await workspaces.ensure(other, { id: "two", name: "Two" });
    expect((await workspaces.list(owner)).map(({ id }) => id)).toEqual(["one", "two"]);
    expect((await workspaces.list(other)).map(({ id }) => id)).toEqual(["one", "two"]);
    await other.close();
    const third = await openAnother();
    expect(await workspaces.list(third)).toHaveLength(2);
    await third.close();
    expect(await workspaces.list(owner)).toHaveLength(2);
  });

  it("keeps transactions apart: nobody is heard in the middle of another's", async () => {
    const other = await openAnother();
    const order: string[] = [];
    const transfer = (database: Database, name: string) =>
      database.transaction(async ({ orm }) => {
        order.push(`${name} begins`);
        for (let statement = 0; statement < 5; statement += 1) await orm.execute(sql`SELECT ${statement}::int`);
        order.push(`${name} ends`);
      });
    await Promise.all([transfer(owner, "a"), transfer(other, "b"), transfer(owner, "c"), transfer(other, "d")]);
    const names = order.map((entry) => entry.split(" ")[0]);
    // Each connection runs one at a time, and between the connections the first statement decides.
    expect(names.filter((name) => name === "a" || name === "c")).toEqual(["a", "a", "c", "c"]);
    expect(names.filter((name) => name === "b" || name === "d")).toEqual(["b", "b", "d", "d"]);
    const failed = owner.transaction(async (inner) => {
      await workspaces.ensure(inner, { id: "undone", name: "Undone" });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect((await workspaces.list(other)).map(({ id }) => id)).not.toContain("undone");
    await other.close();
  });

  it("takes back what a connection that breaks in a transaction had begun, and goes on with the next", async () => {
    const streams: { destroy(): void }[] = [];
    const { connect, durability } = owner;
    if (!connect) throw new Error("The embedded database cannot be shared.");
    const other = await openDatabase({
      kind: "shared",
      durability,
      connect: () => {
        const stream = connect();
        streams.push(stream);
        return stream;
      },
    });
    const broken = other.transaction(async (inner) => {
      await workspaces.ensure(inner, { id: "half", name: "Half" });
      streams.at(-1)?.destroy();
      await workspaces.ensure(inner, { id: "other half", name: "Other half" });
    });
    const waiting = workspaces.list(owner);
    await expect(broken).rejects.toMatchObject({ name: "DatabaseError" });
    expect((await waiting).map(({ id }) => id)).not.toContain("half");
    expect((await workspaces.list(other)).map(({ id }) => id)).not.toContain("half");
    await other.close();
  });
});
