import { isSourceError, SourceError } from "@tributary/source";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { VercelSourceDeps } from "../deps.ts";
import { createVercelBudget } from "./budget.ts";
import { createClient } from "./client.ts";
import { retryAfterMs } from "./rate-limit.ts";

const NOW = Date.UTC(2026, 0, 5);
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { "content-type": "application/json", ...init.headers } });

function createTrial(
  respond: (url: URL, init: RequestInit) => Response | Promise<Response>,
  deps: Partial<VercelSourceDeps> = {},
) {
  const seen: { url: URL; init: RequestInit }[] = [];
  const client = createClient(
    { team: "team_1", apiUrl: "https://proxy.example.com/vercel/" },
    {
      credentials: { token: "token-0a1b2c3d" },
      now: () => NOW,
      async fetch(input, init = {}) {
        const url = new URL(String(input));
        seen.push({ url, init });
        return respond(url, init);
      },
      ...deps,
    },
  );
  const request = { what: "a thing", route: "/v1/things/{}", ids: ["a/../b?c"], schema: z.object({ id: z.string() }) };
  const ask = (more: object = {}) => client.get({ ...request, ...more }, undefined);
  const failure = async () => {
    const error = await ask().catch((thrown: unknown) => thrown);
    return isSourceError(error) ? error : expect.unreachable(`No SourceError but ${String(error)}`);
  };
  return { seen, ask, failure };
}

describe("the client", () => {
  it("asks with the team and the token, and lets no id become a path", async () => {
    const { seen, ask } = createTrial(() =>
      json({ id: "1", more: true }, { headers: { date: new Date(NOW).toUTCString() } }),
    );
    expect(await ask({ query: { limit: 1, until: undefined } })).toEqual({ data: { id: "1" }, answeredAt: NOW });
    const [{ url, init } = expect.unreachable()] = seen;
    expect(url.href).toBe("https://proxy.example.com/vercel/v1/things/a%2F..%2Fb%3Fc?teamId=team_1&limit=1");
    expect(init).toMatchObject({ redirect: "manual", headers: { authorization: "Bearer token-0a1b2c3d" } });
    await ask({ ofTeam: false });
    expect(seen[1]?.url.search).toBe("");
  });

  it.each([
    [400, { error: { code: "bad_request" } }, "invalid-response"],
    [401, {}, "unauthorized"],
    [402, {}, "forbidden"],
    [403, { error: { code: "forbidden", invalidToken: true } }, "unauthorized"],
    [403, { error: { code: "forbidden", message: "Not authorized" } }, "forbidden"],
    [403, { error: { code: "forbidden", saml: true } }, "forbidden"],
    [403, "no object", "forbidden"],
    [404, { error: { code: "not_found" } }, "not-found"],
    [408, {}, "timeout"],
    [409, {}, "invalid-response"],
    [410, {}, "not-found"],
    [418, {}, "invalid-response"],
    [429, {}, "rate-limited"],
    [500, { error: { code: "internal_server_error" } }, "unavailable"],
    [502, {}, "unavailable"],
    [504, {}, "timeout"],
    [529, {}, "unavailable"],
  ])("reads %i with %j as %s", async (status, body, code) => {
    const { failure } = createTrial(() => json(body, { status }));
    expect((await failure()).code).toBe(code);
  });

  it("says what was asked and answered, and quotes nothing", async () => {
    const { failure } = createTrial(() =>
      json({ error: { code: "forbidden", message: "token-0a1b2c3d", saml: true } }, { status: 403 }),
    );
    const { message } = await failure();
    expect(message).toBe(
      "Vercel answered a thing with 403 (forbidden): the team asks for SAML sign-in: make a token for it there.",
    );
    const odd = createTrial(() => json({ error: { code: "<b>\nhello" } }, { status: 500 }));
    expect((await odd.failure()).message).toBe("Vercel answered a thing with 500: Vercel failed.");
  });

  it.each([
    ["no JSON", () => new Response("<p>", { headers: { "content-type": "text/html" } })],
    ["no type", () => new Response("{}")],
    [
      "JSON cut short",
      () => json({}).headers && new Response('{"id":', { headers: { "content-type": "application/json" } }),
    ],
    ["a length that is another", () => json({ id: "1" }, { headers: { "content-length": "999" } })],
    ["another shape", () => json({ id: 7 })],
    ["nothing", () => new Response(null, { headers: { "content-type": "application/json" } })],
    ["a redirect", () => new Response(null, { status: 302, headers: { location: "https://example.com" } })],
  ])("refuses %s", async (_name, respond) => {
    const { failure } = createTrial(respond);
    expect((await failure()).code).toBe("invalid-response");
  });

  it("stops reading an answer that has no end", async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(8 * 1024 * 1024));
        },
      });
    const { failure } = createTrial(() => new Response(endless(), { headers: { "content-type": "application/json" } }));
    expect((await failure()).code).toBe("invalid-response");
    expect(sent).toBeLessThan(12);
  });

  it("takes a mistake in code for no failure of the network", async () => {
    const { ask } = createTrial(() => {
      throw new TypeError("x is not a function");
    });
    await expect(ask()).rejects.toThrow("x is not a function");
    const { failure } = createTrial(() => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNRESET" }) });
    });
    expect((await failure()).message).toBe("Vercel could not be asked for a thing (ECONNRESET).");
  });
});

describe("the budget", () => {
  it("keeps a route from being asked until its window is over, and no other", async () => {
    const budget = createVercelBudget();
    let now = NOW;
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1_000 + 30) };
    const { seen, ask } = createTrial(() => json({ id: "1" }, { headers }), { budget, now: () => now });
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: "rate-limited", retryAfterMs: 30_000 });
    expect(seen).toHaveLength(1);
    await ask({ route: "/v1/others" });
    now += 30_000;
    await ask();
    expect(seen).toHaveLength(3);
  });

  it("reads what Vercel last said of each route", () => {
    const budget = createVercelBudget();
    const headers = {
      "x-ratelimit-limit": "100",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": `${NOW / 1_000 + 30}`,
    };
    budget.note("/v1/things", new Headers(headers), NOW);
    const until = NOW + 30_000;
    const known = { name: "/v1/things", limit: 100, seenAt: NOW };
    expect(budget.read(NOW)).toEqual([{ ...known, remaining: 0, resetsAt: until, waitingUntil: until }]);
    expect(budget.read(until)).toEqual([{ ...known, remaining: null, resetsAt: null, waitingUntil: null }]);
  });

  it("knows nothing from headers that say nothing", () => {
    const budget = createVercelBudget();
    for (const headers of [
      {},
      { "x-ratelimit-remaining": "0" },
      { "x-ratelimit-remaining": "-1", "x-ratelimit-reset": "NaN" },
    ]) {
      budget.note("/v1/things", new Headers(headers), NOW);
      expect(budget.waitFor("/v1/things", NOW)).toBe(0);
    }
  });
});

describe("retryAfterMs", () => {
  it.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["a date", { "retry-after": new Date(NOW + 90_000).toUTCString() }, 90_000],
    ["a date that has passed", { "retry-after": new Date(NOW - 90_000).toUTCString() }, 1_000],
    ["zero", { "retry-after": "0" }, 1_000],
    ["a year", { "retry-after": "31536000" }, 3_600_000],
    ["nonsense", { "retry-after": "soon" }, 60_000],
    ["a negative number", { "retry-after": "-5" }, 60_000],
    ["the window's end", { "x-ratelimit-reset": String(NOW / 1_000 + 42) }, 42_000],
    ["a window that is over", { "x-ratelimit-reset": "1" }, 1_000],
    ["both", { "retry-after": "3", "x-ratelimit-reset": String(NOW / 1_000 + 42) }, 3_000],
    ["nothing", {}, 60_000],
  ])("reads %s", (_name, headers, expected) => {
    expect(retryAfterMs(new Headers(headers), NOW)).toBe(expected);
  });

  it("is part of the error", async () => {
    const { failure } = createTrial(() => json({}, { status: 429, headers: { "retry-after": "9" } }));
    expect((await failure()).retryAfterMs).toBe(9_000);
    expect(await failure()).toBeInstanceOf(SourceError);
  });
});
