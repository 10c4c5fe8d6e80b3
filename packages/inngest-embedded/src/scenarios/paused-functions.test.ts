import { describe, expect, it } from "vitest";
import { createRestartPair, type MakeFunctions } from "../testing/restart-pair.ts";
import { createTestEngine, on } from "../testing/test-engine.ts";

describe("a paused function", () => {
  it("starts no runs, counts them, and goes on with those it has", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ step }) => step.sleep("nap", "1h")));
    await send("go");
    await engine.pauseFunction("app-fn");
    await send("go");
    await send("go");
    expect(engine.pausedFunctions()).toMatchObject([{ slug: "app-fn", skipped: 2 }]);
    await advance(3_600_000);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["completed"]);
    expect(await engine.resumeFunction("app-fn")).toMatchObject({ slug: "app-fn", skipped: 2 });
    await send("go");
    expect(runsOf("fn")).toHaveLength(2);
    expect([engine.pausedFunctions(), await engine.resumeFunction("app-fn")]).toEqual([[], undefined]);
  });

  it("skips cron ticks, batches and debounces too, and its id is free again afterwards", async () => {
    const { client, engine, serve, send, advance, runsOf } = createTestEngine();
    await serve(
      client.createFunction({ id: "cron", triggers: [{ cron: "0 * * * *" }] }, () => null),
      client.createFunction({ id: "batch", batchEvents: { maxSize: 2, timeout: "60s" }, ...on("go") }, () => null),
      client.createFunction({ id: "debounce", debounce: { period: "1m" }, ...on("go") }, () => null),
    );
    for (const id of ["cron", "batch", "debounce"]) await engine.pauseFunction(`app-${id}`);
    await send("go", {}, { id: "same" });
    await advance(2 * 3_600_000);
    const skipped = engine.pausedFunctions().map((paused) => [paused.slug, paused.skipped]);
    expect(skipped).toEqual([
      ["app-batch", 1],
      ["app-cron", 2],
      ["app-debounce", 1],
    ]);
    for (const id of ["cron", "batch", "debounce"]) await engine.resumeFunction(`app-${id}`);
    await advance(3_600_000);
    expect([runsOf("cron").length, runsOf("batch").length, runsOf("debounce").length]).toEqual([1, 0, 0]);
    await send("go", {}, { id: "same" });
    await advance(60_000);
    expect(runsOf("debounce")).toHaveLength(1);
  });

  it.each([
    ["at once", {}],
    ["when its debounce ends", { debounce: { period: "1m" as const } }],
  ])("fails the step that invokes it, %s", async (_name, options) => {
    const { client, engine, serve, send, advance, onlyRun } = createTestEngine();
    const child = client.createFunction({ id: "child", triggers: [], ...options }, () => null);
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      step.invoke("i", { function: child }),
    );
    await serve(child, parent);
    await engine.pauseFunction("app-child");
    await send("go");
    await advance(60_000);
    expect(onlyRun("parent")).toMatchObject({ status: "failed", error: { message: "invoked function is paused" } });
  });

  it("cannot be rerun, and one that does not exist cannot be paused", async () => {
    const { client, engine, serve, send, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => null));
    await send("go");
    await engine.pauseFunction("app-fn");
    await expect(engine.rerun(onlyRun("fn").runId)).rejects.toMatchObject({ code: "refused" });
    await expect(engine.pauseFunction("fn")).rejects.toMatchObject({ code: "not-found" });
  });

  it("stays paused over a restart and a registration", async () => {
    const { open, restart } = createRestartPair();
    const make: MakeFunctions = (client) => [client.createFunction({ id: "fn", ...on("go") }, () => null)];
    const first = await open(make);
    await first.engine.pauseFunction("app-fn");
    await first.send("go");
    const second = await restart(make);
    await second.send("go");
    expect(second.runsOf("fn")).toEqual([]);
    expect(await second.engine.resumeFunction("app-fn")).toMatchObject({ skipped: 2 });
    await second.send("go");
    expect(second.runsOf("fn")).toHaveLength(1);
  });

  it("can be paused and resumed over the engine's endpoints", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => null));
    const post = async (path: string): Promise<[number, unknown]> => {
      const response = await engine.fetch(new URL(path, "http://engine"), { method: "POST", body: "" });
      return [response.status, await response.json()];
    };
    expect(await post("/v1/functions/app-fn/pause")).toEqual([200, { data: { slug: "app-fn", paused: true } }]);
    await send("go");
    expect(runsOf("fn")).toEqual([]);
    const listed = await engine.fetch("http://engine/v1/functions");
    expect(await listed.json()).toMatchObject({ data: [{ slug: "app-fn", paused: true }] });
    expect(await post("/v1/functions/app-fn/resume")).toEqual([
      200,
      { data: { slug: "app-fn", paused: false, skipped: 1 } },
    ]);
    expect((await post("/v1/functions/none/pause"))[0]).toBe(404);
  });
});
