import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";

describe("triggers", () => {
  it.each([
    ["app/user.created", ["app/user.created", "app/*", "app/user.*"]],
    ["app/user.profile.changed", ["app/*", "app/user.*", "app/user.profile.*"]],
    ["app/user", ["app/*"]],
    ["app/users.created", ["app/*"]],
    ["app", []],
    ["other/user.created", []],
  ])("by name and wildcard: %s", async (name, expected) => {
    const { client, serve, send, runsOf } = createTestEngine();
    const patterns = [
      "app/user.created",
      "app/*",
      "app/user.*",
      "app/user.profile.*",
      "app/user.profile",
      "app/user.c",
    ];
    const ids = patterns.map((_, index) => `fn${index}`);
    await serve(
      ...patterns.map((event, index) => client.createFunction({ id: `fn${index}`, triggers: [{ event }] }, () => null)),
    );
    await send(name);
    expect(patterns.filter((_, index) => runsOf(ids[index] ?? "").length === 1)).toEqual(expected);
  });

  it("of one function start one run per event, whichever matches", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const triggers = [
      { event: "app/a.b", if: "event.data.n > 10" },
      { event: "app/a.b", if: "event.data.n > 5" },
      { event: "app/*" },
      { event: "app/a.*" },
    ];
    await serve(client.createFunction({ id: "fn", triggers }, ({ event }) => dataOf(event).n));
    for (const n of [11, 6, 1]) await send("app/a.b", { n });
    expect(runsOf("fn").map((run) => run.output)).toEqual([11, 6, 1]);
  });

  it("start only when their expression is exactly true", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const make = (id: string, expression: string) =>
      client.createFunction({ id, triggers: [{ event: "go", if: expression }] }, ({ event }) => dataOf(event).n);
    await serve(
      make("equal", "event.data.n == 1"),
      make("truthy", "event.data.n"),
      make("or", "event.data.missing || event.data.yes"),
      make("not", "!event.data.yes"),
      make("missing", "event.data.missing.deeper > 3"),
      make("name", "event.name == 'go' && event.ts > 0"),
    );
    await send("go", { n: 1, yes: true });
    await send("go", { n: 2, yes: false });
    const outputs = ["equal", "truthy", "or", "not", "missing", "name"].map((id) =>
      runsOf(id).map((run) => run.output),
    );
    expect(outputs).toEqual([[1], [], [1], [2], [], [1, 2]]);
  });

  it("start every function that listens, and none for an event nobody knows", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    const ids = Array.from({ length: 25 }, (_, n) => `fn${n}`);
    await serve(...ids.map((id) => client.createFunction({ id, ...on("go") }, () => null)));
    await send("go");
    await send("stop");
    expect(ids.map((id) => runsOf(id).length)).toEqual(ids.map(() => 1));
    expect(engine.stats()).toMatchObject({ completed: 25, queued: 0, running: 0, waiting: 0 });
  });

  it("do not start a function that can only be invoked", async () => {
    const { client, serve, send, runsOf } = createTestEngine();
    const child = client.createFunction({ id: "child", triggers: [] }, ({ event }) => event.name);
    const parent = client.createFunction({ id: "parent", ...on("go") }, ({ step }) =>
      step.invoke("c", { function: child }),
    );
    await serve(child, parent);
    await send("child");
    expect(runsOf("child")).toEqual([]);
    await send("go");
    expect(runsOf("parent").map((run) => run.output)).toEqual(["inngest/function.invoked"]);
  });
});
