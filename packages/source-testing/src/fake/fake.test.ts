import { afterEach, describe, expect, it } from "vitest";
import {
  createDeliveries,
  createFaultRules,
  createRequestLog,
  createRouteFinder,
  createUsageWindow,
  type FakeFault,
  type FakeServer,
  isNamed,
  post,
  startFakeServer,
} from "./index.ts";

let server: FakeServer | undefined;
afterEach(() => server?.close());

/** A service that echoes, with one fault. */
async function start(fault?: FakeFault) {
  const log = createRequestLog<string>();
  server = await startFakeServer({
    refuse: log.refuse,
    answer({ method, url, headers, body }) {
      log.note(`${method} ${url.pathname}`);
      if (url.pathname === "/broken") throw new Error("Not thought of.");
      const text = JSON.stringify({ body, type: headers["content-type"] });
      return { answer: { status: 200, headers: { "content-type": "application/json" }, body: text }, fault };
    },
  });
  return { ...log, fetches: { connected: globalThis.fetch, inProcess: server.fetch }, url: server.url };
}

describe.each(["connected", "inProcess"] as const)("a fake, %s", (way) => {
  it("is asked and answers, and notes what it was asked", async () => {
    const { url, fetches, requests } = await start();
    const response = await fetches[way](`${url}/a`, { method: "POST", body: new URLSearchParams({ b: "c d" }) });
    const type = "application/x-www-form-urlencoded;charset=UTF-8";
    expect(await response.json()).toEqual({ body: "b=c+d", type });
    expect(requests).toEqual(["POST /a"]);
  });

  it("says when the fake itself fails", async () => {
    const { url, fetches, refusals } = await start();
    await expect(fetches[way](`${url}/broken`)).rejects.toThrow("fetch failed");
    expect(refusals).toEqual(["The fake failed: Error: Not thought of."]);
  });

  it("breaks its answers as a fault says", async () => {
    const page = await start({ type: "html" });
    expect(await (await page.fetches[way](page.url)).text()).toContain("<title>Sign in");
    await server?.close();
    const cut = await start({ type: "truncate", afterBytes: 4 });
    expect(await (await cut.fetches[way](cut.url)).text()).toBe('{"bo');
    await server?.close();
    const reset = await start({ type: "reset", afterBytes: 4 });
    await expect(reset.fetches[way](reset.url).then((response) => response.text())).rejects.toThrow();
    await server?.close();
    const stalled = await start({ type: "stall" });
    const signal = AbortSignal.timeout(30);
    await expect(stalled.fetches[way](stalled.url, { signal })).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

it("counts which requests rules of faults befall", () => {
  const rules = createFaultRules((rule: { name?: string | RegExp; after?: number; times?: number }, name: string) =>
    isNamed(rule.name, name),
  );
  const second = { name: "a", after: 1, times: 1 };
  rules.add(second);
  const end = rules.add({ name: /^b/g });
  expect(["a", "a", "a", "b1", "b2"].map((name) => rules.next(name) !== undefined)).toEqual([
    false,
    true,
    false,
    true,
    true,
  ]);
  end();
  expect(rules.next("b1")).toBeUndefined();
});

it("begins a window of use with the first look after the last one", () => {
  const clock = { now: 1_000 };
  const window = createUsageWindow(60_000, () => clock.now);
  window.add(2);
  clock.now += 59_999;
  expect([window.used(), window.endsAt()]).toEqual([2, 61_000]);
  clock.now += 1;
  expect([window.used(), window.endsAt()]).toEqual([0, 121_000]);
});

it("finds routes and the ids in their paths", () => {
  const find = createRouteFinder([{ method: "GET", route: "/pages/{}/blocks" }]);
  const asked = (method: string) => find({ method, url: new URL("http://127.0.0.1/pages/a%2Fb/blocks") });
  expect([asked("GET")?.ids, asked("POST")]).toEqual([["a/b"], undefined]);
});

it("delivers to everyone who subscribed, and says what became of it", async () => {
  const { url, requests } = await start();
  const deliveries = createDeliveries<number | null>();
  const body = new TextEncoder().encode("{}");
  const tell = () =>
    deliveries.toEveryone(async (to, note) => note((await post(to.url, { headers: {}, body }))?.status ?? null));
  const end = deliveries.subscribe({ url: `${url}/hook`, secret: "hook-secret" });
  tell();
  await deliveries.settled();
  end();
  tell();
  await deliveries.settled();
  expect([requests, deliveries.deliveries]).toEqual([["POST /hook"], [200]]);
});
