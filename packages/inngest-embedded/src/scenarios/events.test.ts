import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

describe("events", () => {
  it("start every function whose trigger matches, by name, wildcard and expression", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const make = (id: string, ...triggers: { event: string; if?: string }[]) =>
      client.createFunction({ id, triggers }, ({ event }) => event.name);
    await serve(
      make("exact", { event: "app/user.created" }),
      make("folder", { event: "app/*" }),
      make("prefix", { event: "app/user.*" }),
      make("other", { event: "app/user" }),
      make("pro", { event: "app/user.created", if: "event.data.plan == 'pro'" }),
      make("twice", { event: "app/user.created" }, { event: "app/*" }),
    );
    await send("app/user.created", { plan: "free" });
    await send("app/user.created", { plan: "pro" });
    await send("app/account.closed");
    const counts = ["exact", "folder", "prefix", "other", "pro", "twice"].map((id) => runsOf(id).length);
    expect(counts).toEqual([2, 3, 2, 0, 1, 3]);
  });

  it("with the same id start a function once in 24 hours", async () => {
    const { client, serve, send, advance, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "once", ...on("go") }, () => null));
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "same" });
    await advance(24 * 3_600_000 - 1);
    await send("go", {}, { id: "same" });
    expect(runsOf("once")).toHaveLength(1);
    await advance(1);
    await send("go", {}, { id: "same" });
    await send("go", {}, { id: "other" });
    expect(runsOf("once")).toHaveLength(3);
  });

  it("are found by the id that send returned and by their own", async () => {
    const { client, engine, serve, send, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, ({ event }) => [event.id, dataOf(event)]));
    const eventId = await send("go", { _inngest: "gone", n: 1 }, { id: "mine" });
    expect(engine.runs.byEvent(eventId).map((run) => run.runId)).toEqual([onlyRun("fn").runId]);
    expect(engine.runs.byEvent("mine")).toHaveLength(1);
    expect(engine.runs.byEvent("nobody's")).toEqual([]);
    expect(onlyRun("fn").output).toEqual(["mine", { n: 1 }]);
  });

  it("of the future delay what they start", async () => {
    const { client, clock, serve, send, advance, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "later", ...on("go") }, () => "ran"));
    await send("go", {}, { ts: clock.now() + 60_000 });
    await advance(59_999);
    expect(onlyRun("later").status).toBe("queued");
    await advance(1);
    expect(onlyRun("later").status).toBe("completed");
  });

  it("sent again with the same seed get the same ids and start nothing twice", async () => {
    const { client, engine, serve, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "fn", ...on("go") }, () => null));
    const post = async (): Promise<unknown> => {
      const response = await engine.fetch("http://engine/e/key", {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1795300758733,mJyxFXcyh9FTlQ==" },
        body: JSON.stringify([{ name: "go" }, { name: "go" }]),
      });
      await engine.idle();
      return response.json();
    };
    const first = await post();
    expect(await post()).toEqual(first);
    expect(runsOf("fn")).toHaveLength(2);
  });

  it.each([
    ["no name", { data: {} }, "event 1: needs a name"],
    ["a reserved name", { name: "inngest/function.failed" }, "is reserved"],
    ["data that is no object", { name: "go", data: [1] }, "data must be an object"],
    ["too much data", { name: "go", data: { text: "x".repeat(600_000) } }, "at most 512 kB"],
    ["a time between two milliseconds", { name: "go", ts: 4102444800000.5 }, "ts must be a whole number"],
    ["a time beyond all numbers", { name: "go", ts: 1e300 }, "ts must be a whole number"],
    ["a text", "go", "must be an object"],
  ])("are refused with %s", async (_name, event, message) => {
    const { engine } = createTestEngine();
    const response = await engine.fetch("http://engine/e/key", { method: "POST", body: JSON.stringify(event) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ids: [], error: expect.stringContaining(message) });
  });

  it("carry sessions over from the run that sent them", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const first = client.createFunction({ id: "first", ...on("go") }, ({ step }) =>
      step.sendEvent("tell", { name: "told", data: {}, meta: { sessions: { own: 2, cut: null } } }),
    );
    const second = client.createFunction({ id: "second", ...on("told") }, ({ event }) => event);
    await serve(first, second);
    await client.send({ name: "go", data: {}, meta: { sessions: { chat: "c1", cut: "c2" } } });
    await send("nothing");
    expect(onlyRun("second").output).toMatchObject({ meta: { sessions: { chat: "c1", own: "2" } } });
    expect(onlyRun("second").output).not.toMatchObject({ meta: { sessions: { cut: expect.anything() } } });
  });
});
