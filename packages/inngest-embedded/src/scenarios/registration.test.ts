import { type Inngest, Inngest as InngestClient } from "inngest";
import { describe, expect, it } from "vitest";
import { EMBEDDED_BASE_URL } from "../driver/sdk-handler.ts";
import { createLoad } from "../testing/load.ts";
import { createTestEngine, on } from "../testing/test-engine.ts";

type Options = Parameters<Inngest.Any["createFunction"]>[0];

describe("register", () => {
  const bad: readonly [string, Partial<Options>, string][] = [
    [
      "too many triggers",
      { triggers: Array.from({ length: 11 }, (_, n) => ({ event: `e${n}` })) },
      "at most 10 entries",
    ],
    ["a wildcard inside", { triggers: [{ event: "app/*.created" }] }, "may use * only at its end"],
    [
      "an expression that does not parse",
      { triggers: [{ event: "go", if: "event.data.a ==" }] },
      "no valid expression",
    ],
    ["six cron fields", { triggers: [{ cron: "0 0 * * * *" }] }, "needs five fields"],
    ["a cron nickname", { triggers: [{ cron: "@daily" }] }, "needs five fields"],
    ["an unknown time zone", { triggers: [{ cron: "TZ=Mars/Base 0 0 * * *" }] }, "cron schedule"],
    ["a wide scope without key", { concurrency: { limit: 1, scope: "env" } }, 'needed when scope is "env"'],
    ["three concurrency entries", { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] as never }, "at most 2"],
    ["too many retries", { retries: 21 as never }, "from 0 to 20"],
    ["six cancels", { cancelOn: Array.from({ length: 6 }, () => ({ event: "x" })) }, "at most 5 entries"],
    ["a rate limit over days", { rateLimit: { limit: 1, period: "48h" } }, "rateLimit.period must be between"],
    ["a debounce too short", { debounce: { period: "10ms" as never } }, "debounce.period must be between"],
    [
      "a batch that debounces",
      { batchEvents: { maxSize: 5, timeout: "5s" }, debounce: { period: "5s" } as never },
      "cannot be combined",
    ],
    ["a timeout nobody can read", { timeouts: { finish: "soon" as never } }, 'not "soon"'],
    ["a priority that does not parse", { priority: { run: "1 +" } }, "priority.run is no valid expression"],
    ["a concurrency key with an unknown function", { concurrency: { limit: 1, key: "nope(event)" } }, "nope"],
  ];

  it.each(bad)("refuses %s, naming function and option", async (_name, options, message) => {
    const { client, serve } = createTestEngine();
    const fn = client.createFunction({ id: "wrong", ...on("go"), ...options } as Options, () => null);
    const failure = await serve(fn).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: "EmbeddedInngestError", code: "invalid-config" });
    expect((failure as Error).message).toContain('function "app-wrong"');
    expect((failure as Error).message).toContain(message);
  });

  it("names every problem at once and changes nothing", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    await serve(client.createFunction({ id: "good", ...on("go") }, () => null));
    const functions = ["a", "b"].map((id) =>
      client.createFunction({ id, ...on("go"), timeouts: { start: "x" as never, finish: "y" as never } }, () => null),
    );
    const failure = await engine.register({ client, functions }).catch((error: Error) => error);
    for (const part of ["app-a", "app-b", "timeouts.start", "timeouts.finish"]) {
      expect((failure as Error).message).toContain(part);
    }
    await send("go");
    expect(runsOf("good")).toHaveLength(1);
  });

  it("archives functions that are missing and brings them back", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    const [one, two] = ["one", "two"].map((id) => client.createFunction({ id, ...on("go") }, () => null));
    if (!one || !two) throw new Error("unreachable");
    await serve(one, two);
    await engine.register({ client, functions: [one] });
    await send("go");
    await engine.register({ client, functions: [one, two] });
    await send("go");
    expect([runsOf("one").length, runsOf("two").length]).toEqual([2, 1]);
  });

  it("applies changed limits to what is queued already", async () => {
    const { client, engine, clock } = createTestEngine();
    const load = createLoad(3);
    const make = (limit: number) =>
      client.createFunction({ id: "fn", concurrency: limit, ...on("go") }, () => load.run());
    await engine.register({ client, functions: [make(1)] });
    await client.send(Array.from({ length: 6 }, () => ({ name: "go", data: {} })));
    await clock.advance(1, async () => {});
    await engine.register({ client, functions: [make(3)] });
    await engine.start();
    await engine.idle();
    expect(load.most()).toBe(3);
  });

  it("refuses a client that talks to another engine, or to a real server", async () => {
    const { engine } = createTestEngine();
    const { client: foreign } = createTestEngine();
    const failure = await engine.register({ client: foreign, functions: [] }).catch((error: Error) => error);
    expect(failure).toMatchObject({ code: "invalid-option" });
    expect((failure as Error).message).toContain("fetch: engine.fetch");
  });

  it("refuses a client in cloud mode with what to do", async () => {
    const { engine } = createTestEngine();
    const ignore = (): void => {};
    const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const cloud: Inngest.Any = new InngestClient({
      id: "app",
      isDev: false,
      logger,
      fetch: engine.fetch,
      baseUrl: EMBEDDED_BASE_URL,
    });
    await expect(engine.register({ client: cloud, functions: [] })).rejects.toThrow("isDev: true");
  });

  it("serves several apps, and refuses a slug two of them would share", async () => {
    const { client, engine, serve, send, runsOf } = createTestEngine();
    const other: Inngest.Any = new InngestClient({
      id: "app-two",
      isDev: true,
      fetch: engine.fetch,
      baseUrl: EMBEDDED_BASE_URL,
    });
    await serve(client.createFunction({ id: "two-fn", ...on("go") }, () => "first"));
    const clash = other.createFunction({ id: "fn", ...on("go") }, () => "second");
    await expect(engine.register({ client: other, functions: [clash] })).rejects.toThrow(
      'belongs to app "app" already',
    );
    await engine.register({
      client: other,
      functions: [other.createFunction({ id: "own", ...on("go") }, () => "own")],
    });
    await send("go");
    expect(runsOf("own")[0]).toMatchObject({ appId: "app-two", output: "own" });
    expect(runsOf("two-fn")[0]).toMatchObject({ appId: "app", output: "first" });
  });
});
