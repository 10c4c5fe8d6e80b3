import { describe, expect, it } from "vitest";
import { isStorageError, openDatabase } from "./store/database.ts";
import { createTransactions } from "./transactions.ts";

function open() {
  const database = openDatabase({ file: ":memory:", synchronous: "FULL" });
  let commits = 0;
  const followed: string[] = [];
  const transactions = createTransactions(database, {
    now: () => 1000,
    followUp: (transaction, next) => {
      followed.push(next.kind);
      transaction.afterCommit(() => followed.push("committed"));
    },
    onCommit: () => {
      commits += 1;
    },
  });
  const insert = database.prepare("INSERT INTO arrivals VALUES (?, ?)");
  const keys = database.prepare<{ key: string }>("SELECT key FROM arrivals ORDER BY key");
  return {
    database,
    transactions,
    followed,
    commits: () => commits,
    add: (key: string) => void insert.run(key, 1),
    keys: () => keys.all().map((row) => row.key),
  };
}

describe("submitted works", () => {
  it("share one commit, and resolve after it with their results", async () => {
    const { transactions, commits, add, keys } = open();
    const results = ["a", "b", "c"].map((key) =>
      transactions.submit(({ now }) => {
        add(key);
        return `${key} at ${now}`;
      }),
    );
    expect([keys(), transactions.pending()]).toEqual([[], 3]);
    expect(await Promise.all(results)).toEqual(["a at 1000", "b at 1000", "c at 1000"]);
    expect([keys(), commits(), transactions.pending()]).toEqual([["a", "b", "c"], 1, 0]);
  });

  it("fail alone: the others of the commit are kept", async () => {
    const { transactions, add, keys } = open();
    const effects: string[] = [];
    const good = transactions.submit((transaction) => {
      add("good");
      transaction.afterCommit(() => effects.push("good"));
      transaction.onRollback(() => effects.push("undone"));
    });
    const bad = transactions.submit((transaction) => {
      add("bad");
      transaction.afterCommit(() => effects.push("bad"));
      transaction.onRollback(() => effects.push("bad undone"));
      throw new Error("bad work");
    });
    await expect(bad).rejects.toThrow("bad work");
    await good;
    expect(keys()).toEqual(["good"]);
    expect(effects).toEqual(["bad undone", "good"]);
  });

  it("are all refused when the file takes no more, and go through once it does", async () => {
    const { database, transactions, add, keys } = open();
    const pages = database.prepare<{ page_count: number }>("PRAGMA page_count").get()?.page_count ?? 0;
    database.prepare(`PRAGMA max_page_count = ${pages + 2}`).get();
    const undone: string[] = [];
    const big = "x".repeat(100_000);
    const works = ["small", big].map((key) =>
      transactions.submit((transaction) => {
        transaction.onRollback(() => undone.push(key.slice(0, 5)));
        add(key);
      }),
    );
    const failures = await Promise.all(works.map((work) => work.catch((error: unknown) => isStorageError(error))));
    expect(failures).toEqual([true, true]);
    expect([keys(), [...new Set(undone)]]).toEqual([[], ["xxxxx", "small"]]);
    database.prepare("PRAGMA max_page_count = 100000").get();
    await transactions.submit(() => add(big));
    expect(keys()).toEqual([big]);
  });

  it("do what they cause in the same transaction", async () => {
    const { transactions, followed } = open();
    await transactions.submit((transaction) => {
      transaction.followUp({ kind: "resume", correlation: "a.b", value: "null" });
    });
    expect(followed).toEqual(["resume", "committed"]);
  });
});

describe("a transaction at once", () => {
  it("is committed when it returns, with its effects, or leaves nothing", () => {
    const { transactions, add, keys, commits } = open();
    expect(transactions.transact(() => "result")).toBe("result");
    transactions.transactLazily(() => add("lazy"));
    expect(() =>
      transactions.transact(() => {
        add("lost");
        throw new Error("no");
      }),
    ).toThrow("no");
    expect([keys(), commits()]).toEqual([["lazy"], 2]);
  });
});
