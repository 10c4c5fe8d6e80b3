import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { crashCopy, createTestFolder } from "../testing/crash-copy.ts";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** How many rows each table of a file holds; tables that are empty are left out. */
function rowCounts(file: string): Record<string, number> {
  const database = new DatabaseSync(file);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const counts = tables.map(({ name }): [string, number] => [
      String(name),
      Number(database.prepare(`SELECT count(*) AS n FROM ${String(name)}`).get()?.n),
    ]);
    return Object.fromEntries(counts.filter(([, n]) => n > 0));
  } finally {
    database.close();
  }
}

describe("cleaning up", () => {
  it("deletes ended runs and their events at their age, and never what still runs", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine({ keepRunsMs: 4 * hour });
    await serve(
      client.createFunction({ id: "done", ...on("go") }, ({ step }) => step.run("a", () => 1)),
      client.createFunction({ id: "open", ...on("stay") }, async ({ event, step }) => {
        await step.sleep("nap", "20h");
        return dataOf(event).n;
      }),
    );
    await send("stay", { n: 7 });
    await send("go");
    await advance(3 * hour);
    await send("go");
    await advance(hour - 1);
    expect(runsOf("done")).toHaveLength(2);
    await advance(hour / 2);
    expect(runsOf("done")).toHaveLength(1);
    await advance(4 * hour);
    expect([runsOf("done"), runsOf("open")]).toMatchObject([[], [{ status: "running" }]]);
    await advance(12 * hour);
    expect(runsOf("open")).toMatchObject([{ status: "completed", output: 7 }]);
  });

  it.each([
    ["for 7 days unless told otherwise", {}, [2, 0]],
    ["for ever with 0", { keepRunsMs: 0 }, [2, 2]],
    ["for ever with Infinity", { keepRunsMs: Number.POSITIVE_INFINITY }, [2, 2]],
  ])("keeps runs %s", async (_name, options, counts) => {
    const { client, serve, send, advance, runsOf } = createTestEngine(options);
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => null));
    await send("go");
    await send("go");
    await advance(7 * day - 1);
    const before = runsOf("fn").length;
    await advance(hour);
    expect([before, runsOf("fn").length]).toEqual(counts);
  });

  it.each([-1, Number.NaN])("refuses %s as the age", (keepRunsMs) => {
    expect(() => createTestEngine({ keepRunsMs })).toThrow("keepRunsMs must be");
  });

  it("leaves nothing of what is over, in no table, and the file does not grow", async () => {
    const file = join(createTestFolder(), "engine.db");
    const { client, engine, serve, send, advance } = createTestEngine({ file, keepRunsMs: hour });
    onTestFinished(() => engine.stop({ drainMs: 0 }));
    const options = { id: "fn", retries: 0 as const, cancelOn: [{ event: "stop", match: "data.n" }], ...on("go") };
    const fn = client.createFunction(options, async ({ event, step }) => {
      await Promise.all([step.run("a", () => "x".repeat(10_000)), step.run("b", () => 2)]);
      await step.waitForSignal("s", { signal: `s-${dataOf(event).n}`, timeout: "1m", onConflict: "fail" });
      await step.waitForEvent("e", { event: "answer", timeout: "1m" });
    });
    await serve(fn);
    const atFirst = rowCounts(crashCopy(file));
    const round = async (from: number): Promise<number> => {
      const events = Array.from({ length: 8 }, (_, n) => ({ name: "go", id: `e${from + n}`, data: { n: from + n } }));
      await client.send(events);
      await engine.idle();
      for (const run of engine.runs.list({ limit: 4 })) await engine.rerun(run.runId);
      await send("unknown");
      await advance(1.5 * hour);
      return statSync(file).size;
    };
    await round(0);
    const size = await round(8);
    for (let n = 2; n < 4; n += 1) expect(await round(8 * n)).toBeLessThanOrEqual(size * 1.1);
    // Past the day for which event ids are known.
    await advance(25 * hour);
    expect(rowCounts(crashCopy(file))).toEqual(atFirst);
  });

  it("goes on with other work in between, however much there is to delete", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine({ keepRunsMs: hour });
    await serve(
      client.createFunction({ id: "fn", ...on("many") }, () => null),
      client.createFunction({ id: "other", ...on("one") }, () => null),
    );
    await client.send(Array.from({ length: 400 }, () => ({ name: "many" })));
    await engine.idle();
    await advance(hour);
    const left: number[] = [];
    for (let n = 0; n < 20 && left.at(-1) !== 0; n += 1) {
      await advance(20_000);
      await send("one");
      left.push(engine.runs.list({ functionId: "fn", limit: 10_000 }).length);
    }
    await advance(600_000);
    expect(left.at(-1)).toBe(0);
    expect(runsOf("fn")).toEqual([]);
    expect(runsOf("other").every((run) => run.status === "completed")).toBe(true);
  });
});
