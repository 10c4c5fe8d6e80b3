import type { Inngest } from "inngest";
import { createDefer } from "inngest/experimental";
import { describe, expect, it } from "vitest";
import { createRestartPair, type MakeFunctions } from "../testing/restart-pair.ts";
import { createTestEngine, on } from "../testing/test-engine.ts";

type Context = Parameters<Parameters<Inngest.Any["createFunction"]>[1]>[0];

/** A deferred function that returns what it got. */
function later(client: Inngest.Any, id = "later") {
  return createDefer(client, { id }, ({ event, parents }) => ({ data: event.data as unknown, parents }));
}

/** A parent of `work` and a deferred function, with checkpointing on or off. */
function functionsOf(
  client: Inngest.Any,
  checkpointing: boolean,
  work: (context: Context, target: ReturnType<typeof later>) => unknown,
) {
  const target = later(client);
  const options = { id: "parent", retries: 0 as const, checkpointing, ...on("go") };
  return [client.createFunction(options, async (context) => work(context as Context, target)), target];
}

describe.each([true, false])("defer(), with checkpointing %s", (checkpointing) => {
  it("runs the function when its parent has ended, once however often the parent is replayed", async () => {
    const { client, serve, send, advance, onlyRun, runsOf } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, async ({ defer, step }, target) => {
        defer("d", { function: target, data: { n: 1 } });
        await step.run("a", () => 1);
        await step.sleep("nap", "1h");
        return "done";
      }),
    );
    await send("go");
    expect(runsOf("later")).toEqual([]);
    await advance(3_600_000);
    expect(onlyRun("parent")).toMatchObject({ status: "completed", output: "done" });
    expect(onlyRun("later").output).toEqual({
      data: { n: 1 },
      parents: [{ fnSlug: "app-parent", runId: onlyRun("parent").runId }],
    });
  });

  it("works inside a step and at the very end, for each id once, in order", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, async ({ defer, step }, target) => {
        await step.run("a", () => void defer("in-step", { function: target, data: { n: 1 } }));
        defer("same", { function: target, data: { n: 2 } });
        await step.run("b", () => null);
        defer("same", { function: target, data: { n: 3 } });
        defer("last", { function: target, data: { n: 4 } });
      }),
    );
    await send("go");
    const numbers = runsOf("later").map((run) => (run.output as { data: { n: number } }).data.n);
    expect(numbers).toEqual([1, 2, 4]);
  });

  it("runs the function also when its parent fails right after", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, ({ defer }, target) => {
        defer("d", { function: target, data: {} });
        throw new Error("oh no");
      }),
    );
    await send("go");
    expect(onlyRun("parent")).toMatchObject({ status: "failed", error: { message: "oh no" } });
    expect(onlyRun("later").status).toBe("completed");
  });

  it("does not give a failing parent its attempts back", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const attempts: number[] = [];
    const target = later(client);
    const parent = client.createFunction({ id: "parent", retries: 2, checkpointing, ...on("go") }, (context) => {
      attempts.push(context.attempt);
      context.defer(`d-${context.attempt}`, { function: target, data: {} });
      throw new Error("always");
    });
    await serve(parent, target);
    await send("go");
    await advance(60_000);
    expect(attempts).toEqual([0, 1, 2]);
    expect(onlyRun("parent").status).toBe("failed");
  });

  it.each([
    ["at once", false],
    ["after it was reported", true],
  ])("does not run what was aborted %s", async (_name, between) => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, async ({ defer, step }, target) => {
        const gone = defer("gone", { function: target, data: { n: 1 } });
        defer("kept", { function: target, data: { n: 2 } });
        if (between) await step.run("between", () => null);
        gone.abort();
        await step.sleep("nap", "1s");
      }),
    );
    await send("go");
    await advance(1000);
    expect(runsOf("later").map((run) => run.output)).toMatchObject([{ data: { n: 2 } }]);
  });

  it("works beside parallel steps, which report it more than once", async () => {
    const { client, serve, send, runsOf, onlyRun } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, async ({ defer, step }, target) => {
        defer("d", { function: target, data: {} });
        const all = await Promise.all([1, 2, 3].map((n) => step.run(`s${n}`, () => n)));
        defer("e", { function: target, data: {} });
        return all;
      }),
    );
    await send("go");
    expect(onlyRun("parent").output).toEqual([1, 2, 3]);
    expect(runsOf("later")).toHaveLength(2);
  });

  it("fails a run that defers more than 20 times, with the reason", async () => {
    const { client, serve, send, onlyRun, runsOf } = createTestEngine();
    await serve(
      ...functionsOf(client, checkpointing, ({ defer }, target) => {
        for (let n = 0; n < 21; n += 1) defer(`d${n}`, { function: target, data: {} });
      }),
    );
    await send("go");
    expect(onlyRun("parent")).toMatchObject({ status: "failed", error: { name: "LimitError" } });
    expect(onlyRun("parent").error?.message).toContain("at most 20 defers");
    expect(runsOf("later")).toHaveLength(20);
  });
});

describe("a deferred run", () => {
  it("has the parent's sessions under its own", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const target = createDefer(client, { id: "later" }, ({ sessions }) => sessions as unknown);
    const parent = client.createFunction({ id: "parent", ...on("go") }, ({ defer }) => {
      defer("d", { function: target, data: {}, meta: { sessions: { org: "own" } } });
    });
    await serve(parent, target);
    await client.send({ name: "go", meta: { sessions: { org: "acme", team: "core" } } });
    await send("other");
    expect(onlyRun("later").output).toEqual({ org: "own", team: "core" });
  });

  it("starts also when its parent was cancelled", async () => {
    const { client, engine, serve, send, onlyRun } = createTestEngine();
    await serve(
      ...functionsOf(client, true, async ({ defer, step }, target) => {
        defer("d", { function: target, data: {} });
        await step.sleep("nap", "1h");
      }),
    );
    await send("go");
    await engine.cancelRun(onlyRun("parent").runId);
    await engine.idle();
    expect(onlyRun("later").status).toBe("completed");
  });

  it("survives a restart between the defer and the end of its parent", async () => {
    const { open, restart } = createRestartPair();
    const make: MakeFunctions = (client) =>
      functionsOf(client, true, async ({ defer, step }, target) => {
        await step.run("a", () => void defer("d", { function: target, data: { n: 1 } }));
        defer("gone", { function: target, data: { n: 2 } }).abort();
        await step.sleep("nap", "1h");
      });
    await (await open(make)).send("go");
    const second = await restart(make);
    await second.advance(3_600_000);
    expect(second.onlyRun("later").output).toMatchObject({ data: { n: 1 } });
  });
});
