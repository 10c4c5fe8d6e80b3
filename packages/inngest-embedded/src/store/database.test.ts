import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { createTestFolder } from "../testing/crash-copy.ts";
import { isStorageError, openDatabase } from "./database.ts";

function refusal(file: string): unknown {
  try {
    openDatabase({ file, synchronous: "FULL" }).close();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("openDatabase", () => {
  it("makes the file and its folder, and opens it again", () => {
    const file = join(createTestFolder(), "deep", "down", "engine.db");
    const first = openDatabase({ file, synchronous: "FULL" });
    first.prepare("INSERT INTO arrivals VALUES ('a', 1)").run();
    first.close();
    const second = openDatabase({ file, synchronous: "NORMAL" });
    expect(second.prepare("SELECT key FROM arrivals").all()).toEqual([{ key: "a" }]);
    second.close();
  });

  it("refuses a file that is open elsewhere, until it is closed", () => {
    const file = join(createTestFolder(), "engine.db");
    const first = openDatabase({ file, synchronous: "FULL" });
    expect(refusal(file)).toMatchObject({
      code: "locked",
      message: expect.stringContaining("open in another process"),
    });
    first.close();
    expect(refusal(file)).toBeUndefined();
  });

  it("refuses a newer schema, another program's database and a damaged file, each in one sentence", () => {
    const folder = createTestFolder();
    const newer = join(folder, "newer.db");
    openDatabase({ file: newer, synchronous: "FULL" }).close();
    const connection = new DatabaseSync(newer);
    connection.exec("PRAGMA user_version = 99");
    connection.close();
    expect(refusal(newer)).toMatchObject({ code: "newer-schema", message: expect.stringContaining("schema 99") });

    const foreign = join(folder, "foreign.db");
    const other = new DatabaseSync(foreign);
    other.exec("CREATE TABLE notes (text TEXT)");
    other.close();
    expect(refusal(foreign)).toMatchObject({ code: "storage", message: expect.stringContaining("another program") });

    const text = join(folder, "text.db");
    writeFileSync(text, "this is no database, only some text that is long enough to look at");
    expect(refusal(text)).toMatchObject({ code: "storage", message: expect.stringContaining("no SQLite database") });

    expect(refusal(folder)).toMatchObject({ code: "storage", message: expect.stringContaining("cannot be opened") });
  });

  it("refuses a file with damaged pages", () => {
    const file = join(createTestFolder(), "engine.db");
    const database = openDatabase({ file, synchronous: "FULL" });
    const insert = database.prepare("INSERT INTO arrivals VALUES (?, 1)");
    database.transact(() => {
      for (let n = 0; n < 2000; n += 1) insert.run(`key-${n}-${"x".repeat(50)}`);
    });
    database.close();
    const image = readFileSync(file);
    expect(image.length).toBeGreaterThan(30 * 4096);
    writeFileSync(file, image.fill(0xab, 25 * 4096, 30 * 4096));
    expect(refusal(file)).toMatchObject({ code: "storage", message: expect.stringContaining("damaged") });
  });
});

describe("transactions", () => {
  it("roll back whole on a throw, or only the nested part", () => {
    const database = openDatabase({ file: ":memory:", synchronous: "FULL" });
    const insert = database.prepare("INSERT INTO arrivals VALUES (?, 1)");
    const keys = database.prepare<{ key: string }>("SELECT key FROM arrivals ORDER BY key");
    expect(() =>
      database.transact(() => {
        insert.run("lost");
        throw new Error("no");
      }),
    ).toThrow("no");
    database.transact(() => {
      insert.run("kept");
      expect(() =>
        database.nest(() => {
          insert.run("nested");
          throw new Error("inner");
        }),
      ).toThrow("inner");
      database.nest(() => void insert.run("nested too"));
    });
    database.transactLazily(() => insert.run("lazy"));
    expect(keys.all().map((row) => row.key)).toEqual(["kept", "lazy", "nested too"]);
    database.close();
  });

  it("tell a full disk from a value the file cannot hold", () => {
    const database = openDatabase({ file: ":memory:", synchronous: "FULL" });
    const caught = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const insert = database.prepare("INSERT INTO arrivals VALUES (?, 1)");
    insert.run("same");
    expect(isStorageError(caught(() => insert.run("same")))).toBe(false);
    database.prepare("PRAGMA max_page_count = 1").get();
    expect(isStorageError(caught(() => insert.run("x".repeat(100_000))))).toBe(true);
    expect(isStorageError(new Error("other"))).toBe(false);
    database.close();
  });
});
