import { DatabaseSync } from "node:sqlite";
import type { Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import { createRestartPair, type MakeFunctions } from "../testing/restart-pair.ts";
import { createTestEngine, on, type TestEngine } from "../testing/test-engine.ts";

type Context = Parameters<Parameters<Inngest.Any["createFunction"]>[1]>[0];

const complaint = "A run was left without work; it is called again.";
const child = (client: Inngest.Any) => client.createFunction({ id: "child", ...on("end") }, () => "answered");

/** What a run can wait for, and how that is brought about; without it the wait ends by time. */
const waits: readonly [
  string,
  (context: Context, client: Inngest.Any) => Promise<unknown>,
  ((test: TestEngine) => Promise<unknown>)?,
][] = [
  ["a sleep", ({ step }) => step.sleep("w", "1h")],
  ["an event", ({ step }) => step.waitForEvent("w", { event: "answer", timeout: "2h" }), ({ send }) => send("answer")],
  ["the timeout of an event", ({ step }) => step.waitForEvent("w", { event: "answer", timeout: "1h" })],
  [
    "a signal",
    ({ step }) => step.waitForSignal("w", { signal: "s", timeout: "2h", onConflict: "fail" }),
    ({ client }) => client.sendSignal({ signal: "s" }),
  ],
  [
    "the timeout of a signal",
    ({ step }) => step.waitForSignal("w", { signal: "s", timeout: "1h", onConflict: "replace" }),
  ],
  ["the timeout of an invoke", ({ step }, client) => step.invoke("w", { function: child(client), timeout: "1h" })],
  [
    "several of these at once",
    ({ step }) =>
      Promise.all([
        step.sleep("a", "30m"),
        step.waitForSignal("b", { signal: "s", timeout: "1h", onConflict: "fail" }),
        step.waitForEvent("c", { event: "answer", timeout: "1h" }),
      ]),
  ],
];

function functionsFor(wait: (typeof waits)[number][1]): MakeFunctions {
  return (client) => [
    client.createFunction({ id: "fn", ...on("go") }, async (context) => {
      await context.step.run("before", () => 1);
      await wait(context as Context, client).catch(() => null);
      return "over";
    }),
    client.createFunction({ id: "child", triggers: [] }, ({ step }) => step.sleep("long", "3h")),
  ];
}

describe("the watchdog", () => {
  it.each(waits)("leaves a run alone that waits for %s", async (_name, wait, bringAbout) => {
    const test = createTestEngine();
    await test.serve(...functionsFor(wait)(test.client));
    await test.send("go");
    await test.advance(25 * 60_000);
    expect(test.onlyRun("fn").status).toBe("running");
    await bringAbout?.(test);
    await test.advance(60 * 60_000);
    expect(test.onlyRun("fn")).toMatchObject({ status: "completed", output: "over" });
    expect(test.logged).toEqual([]);
  });

  it.each(waits)("finds a run that has lost its work and its wait for %s", async (_name, wait, bringAbout) => {
    const { open, restart } = createRestartPair();
    const make = functionsFor(wait);
    const first = await open(make);
    await first.send("go");
    const { runId } = first.onlyRun("fn");
    const second = await restart(make, (file) => {
      const database = new DatabaseSync(file);
      database.prepare("DELETE FROM queue WHERE run_id = ?").run(runId);
      database.prepare("DELETE FROM pauses WHERE run_id = ?").run(runId);
      database.close();
    });
    await second.engine.idle();
    expect(second.logged).toEqual([complaint]);
    expect(second.onlyRun("fn").status).toBe("running");
    await bringAbout?.(second);
    await second.advance(60 * 60_000);
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: "over" });
    expect(second.onlyRun("fn").steps.filter((step) => step.name === "before")).toMatchObject([{ attempts: 1 }]);
    expect(second.logged).toEqual([complaint]);
  });

  it("finds a run that lost its first call, and one with planned steps", async () => {
    const { open, restart } = createRestartPair();
    const make: MakeFunctions = (client) => [
      client.createFunction({ id: "fn", retries: 1, ...on("go") }, async ({ attempt, step }) => {
        const n = (name: string) =>
          step.run(name, () => {
            if (attempt === 0) throw new Error("again");
            return name;
          });
        return Promise.all([n("a"), n("b")]);
      }),
      client.createFunction({ id: "late", ...on("late") }, () => "started"),
    ];
    const first = await open(make);
    await first.send("go");
    await first.send("late", {}, { ts: first.clock.now() + 3_600_000 });
    const second = await restart(make, (file) => {
      const database = new DatabaseSync(file);
      database.exec("DELETE FROM queue");
      database.close();
    });
    await second.advance(60_000);
    expect(second.onlyRun("late").output).toBe("started");
    expect(second.onlyRun("fn")).toMatchObject({ status: "completed", output: ["a", "b"] });
  });
});
