import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

const second = 1000;
const minute = 60 * second;

describe("rateLimit", () => {
  it("admits a tenth of the limit at once and the rest evenly, and drops what is beyond", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const rateLimit = { limit: 10, period: "1m", key: "event.data.key" } as const;
    await serve(client.createFunction({ id: "fn", rateLimit, ...on("go") }, () => null));
    for (let n = 0; n < 5; n += 1) await send("go", { key: "a" });
    expect(runsOf("fn")).toHaveLength(2);
    await send("go", { key: "b" });
    expect(runsOf("fn")).toHaveLength(3);
    await advance(6 * second);
    for (let n = 0; n < 3; n += 1) await send("go", { key: "a" });
    expect(runsOf("fn")).toHaveLength(4);
  });

  it("tells the caller of an invoke that is dropped", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const child = client.createFunction({ id: "child", rateLimit: { limit: 1, period: "1m" }, triggers: [] }, () => 1);
    const parent = client.createFunction({ id: "parent", retries: 0, ...on("go") }, ({ step }) =>
      step.invoke("c", { function: child }).catch((error: Error) => error.message),
    );
    await serve(child, parent);
    await send("go");
    await send("go");
    expect(runsOf("parent").map((run) => run.output)).toEqual([1, "invoked function is rate limited"]);
  });
});

describe("idempotency", () => {
  it("runs once per key in 24 hours", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", idempotency: "event.data.user", ...on("go") }, () => null));
    await send("go", { user: 1 });
    await send("go", { user: 1 });
    await send("go", { user: 2 });
    expect(runsOf("fn")).toHaveLength(2);
    await advance(24 * 60 * minute);
    await send("go", { user: 1 });
    expect(runsOf("fn")).toHaveLength(3);
  });
});

describe("throttle", () => {
  it("starts limit and burst at once, then evenly, and loses none", async () => {
    const { client, clock, serve, send, advance } = createTestEngine();
    const start = clock.now();
    const times: number[] = [];
    const throttle = { limit: 3, period: "6s", burst: 2 } as const;
    await serve(client.createFunction({ id: "fn", throttle, ...on("go") }, () => void times.push(clock.now() - start)));
    for (let n = 0; n < 8; n += 1) await send("go", { n });
    expect(times).toEqual([0, 0, 0, 0, 0]);
    await advance(minute);
    expect(times.slice(5)).toEqual([2000, 4000, 6000]);
  });

  it("throttles each key by itself", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const throttle = { limit: 1, period: "1m", key: "event.data.key" } as const;
    await serve(client.createFunction({ id: "fn", throttle, ...on("go") }, () => null));
    for (const key of ["a", "b", "a"]) await send("go", { key });
    expect(runsOf("fn").map((run) => run.status)).toEqual(["completed", "completed", "queued"]);
  });
});

describe("debounce", () => {
  it("runs once with the latest event, after the period without one", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const debounce = { period: "10s", key: "event.data.key" } as const;
    await serve(client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => dataOf(event).n));
    await send("go", { key: "a", n: 1 }, { ts: clock.now() });
    await advance(9 * second);
    await send("go", { key: "a", n: 2 }, { ts: clock.now() });
    await send("go", { key: "a", n: 99 }, { ts: clock.now() - 5000 });
    await send("go", { key: "b", n: 3 }, { ts: clock.now() });
    await advance(10 * second - 1);
    expect(runsOf("fn")).toHaveLength(0);
    await advance(1);
    expect(runsOf("fn").map((run) => run.output)).toEqual([2, 3]);
  });

  it("does not put off longer than its timeout", async () => {
    const { client, clock, serve, send, advance, runsOf } = createTestEngine();
    const debounce = { period: "10s", timeout: "25s" } as const;
    await serve(client.createFunction({ id: "fn", debounce, ...on("go") }, ({ event }) => dataOf(event).n));
    for (let n = 0; n < 4; n += 1) {
      await send("go", { n }, { ts: clock.now() });
      await advance(8 * second);
    }
    expect(runsOf("fn").map((run) => run.output)).toEqual([3]);
  });
});

describe("singleton", () => {
  it("skips while a run of the key is not over", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const singleton = { mode: "skip", key: "event.data.key" } as const;
    await serve(client.createFunction({ id: "fn", singleton, ...on("go") }, ({ step }) => step.sleep("nap", "1m")));
    for (const key of ["a", "a", "b", false]) await send("go", { key });
    expect(runsOf("fn")).toHaveLength(3);
    await advance(minute);
    await send("go", { key: "a" });
    expect(runsOf("fn")).toHaveLength(4);
  });

  it("cancels the older run for the newer one", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    await serve(
      client.createFunction({ id: "fn", singleton: { mode: "cancel" }, ...on("go") }, ({ step }) =>
        step.sleep("nap", "1m"),
      ),
    );
    await send("go");
    await send("go");
    await advance(minute);
    expect(runsOf("fn").map((run) => run.status)).toEqual(["cancelled", "completed"]);
  });
});

describe("batchEvents", () => {
  it("runs with all events when full, or when its time is over, by key", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    const batchEvents = { maxSize: 3, timeout: "10s", key: "event.data.key" } as const;
    await serve(
      client.createFunction({ id: "fn", batchEvents, ...on("go") }, ({ events }) =>
        events.map((event: { data?: unknown }) => dataOf(event).n),
      ),
    );
    for (let n = 0; n < 4; n += 1) await send("go", { key: "a", n });
    await send("go", { key: "b", n: 9 });
    expect(runsOf("fn").map((run) => run.output)).toEqual([[0, 1, 2]]);
    await advance(10 * second);
    expect(runsOf("fn").map((run) => run.output)).toEqual([[0, 1, 2], [3], [9]]);
  });

  it("runs events its condition leaves out at once and alone", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const batchEvents = { maxSize: 3, timeout: "10s", if: "event.data.batch == true" } as const;
    await serve(client.createFunction({ id: "fn", batchEvents, ...on("go") }, ({ events }) => events.length));
    await send("go", { batch: true });
    await send("go", { batch: false });
    expect(runsOf("fn").map((run) => run.output)).toEqual([1]);
  });
});
