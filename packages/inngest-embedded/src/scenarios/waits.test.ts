import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

describe("step.waitForEvent", () => {
  it("ends with the event that matches, not with others", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "waiter", ...on("go") }, async ({ step }) => {
      const event = await step.waitForEvent("answer", { event: "answer", match: "data.id", timeout: "1h" });
      return event && { n: dataOf(event).n, name: event.name };
    });
    await serve(fn);
    await send("answer", { id: 7, n: 0 });
    await send("go", { id: 7 });
    await send("answer", { id: 8, n: 1 });
    await send("other", { id: 7, n: 2 });
    await send("answer", { id: "7", n: 3 });
    expect(onlyRun("waiter").status).toBe("running");
    await send("answer", { id: 7, n: 4 });
    await send("answer", { id: 7, n: 5 });
    expect(onlyRun("waiter")).toMatchObject({ status: "completed", output: { n: 4, name: "answer" } });
  });

  it("matches by an expression over both events", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "waiter", ...on("go") }, ({ step }) =>
      step.waitForEvent("w", {
        event: "answer",
        if: "async.data.n > event.data.least && async.data.tags.exists(t, t == event.data.tag) && async.data.no == null",
        timeout: "1h",
      }),
    );
    await serve(fn);
    await send("go", { least: 3, tag: "b" });
    await send("answer", { n: 3, tags: ["b"] });
    await send("answer", { n: 4, tags: ["a"] });
    await send("answer", { n: 4, tags: ["b"], no: 1 });
    expect(onlyRun("waiter").status).toBe("running");
    await send("answer", { n: 4, tags: ["a", "b"] });
    expect(onlyRun("waiter").status).toBe("completed");
  });

  it("ends with null after its timeout, and an event after that changes nothing", async () => {
    const { client, serve, send, advance, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "waiter", ...on("go") }, async ({ step }) => {
      const event = await step.waitForEvent("w", { event: "answer", timeout: "1h" });
      await step.sleep("later", "1h");
      return event;
    });
    await serve(fn);
    await send("go");
    await advance(3_600_000);
    await send("answer");
    await advance(3_600_000);
    expect(onlyRun("waiter")).toMatchObject({ status: "completed", output: null });
  });

  it("does not see the event that started its own run", async () => {
    const { client, serve, send, onlyRun } = createTestEngine();
    const fn = client.createFunction({ id: "waiter", ...on("go") }, ({ step }) =>
      step.waitForEvent("w", { event: "go", timeout: "1h" }),
    );
    await serve(fn);
    await send("go");
    expect(onlyRun("waiter").status).toBe("running");
  });

  it("wakes every run that waits, each by its own key", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const fn = client.createFunction({ id: "waiter", ...on("go") }, async ({ step }) => {
      const event = await step.waitForEvent("w", { event: "answer", match: "data.id", timeout: "1h" });
      return event && dataOf(event).id;
    });
    await serve(fn);
    for (let id = 0; id < 50; id += 1) await send("go", { id });
    for (let id = 49; id >= 0; id -= 1) await send("answer", { id });
    expect(runsOf("waiter").map((run) => run.output)).toEqual(Array.from({ length: 50 }, (_, id) => id));
  });

  it.each([
    ["an expression that does not parse", { event: "x", if: "event.data.a ==", timeout: "1h" }, "does not parse"],
    ["an unknown function", { event: "x", if: "nope(async.data.a)", timeout: "1h" }, '"nope" is not known'],
    ["a timeout the SDK cannot read", { event: "x", timeout: "1h 30m" }, "timeout: its duration could not be read"],
  ])("fails the run for %s", async (_name, options, message) => {
    const { client, serve, send, onlyRun } = createTestEngine();
    await serve(client.createFunction({ id: "waiter", ...on("go") }, ({ step }) => step.waitForEvent("w", options)));
    await send("go");
    expect(onlyRun("waiter").status).toBe("failed");
    expect(onlyRun("waiter").error?.message).toContain(message);
  });
});
