import { describe, expect, it } from "vitest";
import { type FaultRule, faultingFetch } from "./faulting-fetch.ts";

const service: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  return Response.json({ url, method: init?.method ?? "GET" }, { headers: { "content-length": "40" } });
};
const ADDRESS = "https://api.example.com/items?page=2";

const withRule = (rule: FaultRule) => faultingFetch(service, [rule]);

describe("faultingFetch", () => {
  it("passes requests on when no rule matches, and says what it saw", async () => {
    const { fetch, requests } = faultingFetch(service, [{ match: "/other", fault: { type: "html" } }]);
    const answer = await fetch(new URL(ADDRESS), { method: "post", headers: { authorization: "secret" } });
    expect(await answer.json()).toEqual({ url: ADDRESS, method: "post" });
    await fetch(new Request(ADDRESS));
    expect(requests).toEqual([
      { method: "POST", url: ADDRESS },
      { method: "GET", url: ADDRESS },
    ]);
  });

  it("answers with a status, headers and body", async () => {
    const fault = {
      type: "status",
      status: 429,
      headers: { "retry-after": "7" },
      body: '{"message":"slow down"}',
    } as const;
    const answer = await withRule({ fault }).fetch(ADDRESS);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(await answer.json()).toEqual({ message: "slow down" });
    expect((await withRule({ fault: { type: "status", status: 204 } }).fetch(ADDRESS)).status).toBe(204);
  });

  it("answers with a page of HTML and status 200", async () => {
    const answer = await withRule({ fault: { type: "html" } }).fetch(ADDRESS);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it("fails as fetch does when there is no connection", async () => {
    const failing = withRule({ fault: { type: "no-connection", code: "ENOTFOUND" } }).fetch(ADDRESS);
    await expect(failing).rejects.toThrow(TypeError);
    await expect(failing).rejects.toMatchObject({ message: "fetch failed", cause: { code: "ENOTFOUND" } });
  });

  it("breaks a body off, or ends it too early", async () => {
    const reset = await withRule({ fault: { type: "reset", afterBytes: 5 } }).fetch(ADDRESS);
    expect(reset.headers.get("content-type")).toBe("application/json");
    const reader = reset.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"url');
    await expect(reader?.read()).rejects.toMatchObject({ message: "terminated", cause: { code: "ECONNRESET" } });

    const truncated = await withRule({ fault: { type: "truncate", afterBytes: 5 } }).fetch(ADDRESS);
    expect(truncated.headers.get("content-length")).toBeNull();
    expect(await truncated.clone().text()).toBe('{"url');
    await expect(truncated.json()).rejects.toThrow(SyntaxError);
    const whole = await withRule({ fault: { type: "truncate", afterBytes: 500 } }).fetch(ADDRESS);
    expect(await whole.json()).toEqual({ url: ADDRESS, method: "GET" });
    const empty = await withRule({ fault: { type: "truncate", afterBytes: 0 } }).fetch(ADDRESS);
    expect(await empty.text()).toBe("");
  });

  it("waits by the timer it is given", async () => {
    const waited: number[] = [];
    const rules = [{ fault: { type: "delay", milliseconds: 60_000 } }] as const;
    const { fetch } = faultingFetch(service, rules, async (milliseconds) => {
      waited.push(milliseconds);
    });
    expect((await fetch(ADDRESS)).ok).toBe(true);
    expect(waited).toEqual([60_000]);
  });

  it("ends a delayed or stalled request with its signal's reason", async () => {
    for (const fault of [{ type: "delay", milliseconds: 60_000 }, { type: "stall" }] as const) {
      const { fetch, openRequests } = withRule({ fault });
      for (const controller of [new AbortController(), new AbortController()]) {
        const reason = new Error("Enough.");
        const pending = fetch(new Request(ADDRESS, { signal: controller.signal }));
        expect(openRequests()).toBe(1);
        controller.abort(reason);
        await expect(pending).rejects.toBe(reason);
        expect(openRequests()).toBe(0);
      }
      const reason = new Error("Too late.");
      await expect(fetch(ADDRESS, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
  });

  it("lets some requests pass first and befalls only so many", async () => {
    const { fetch } = withRule({ match: /page=\d/g, after: 1, times: 2, fault: { type: "status", status: 500 } });
    const statuses: number[] = [];
    for (const url of [ADDRESS, "https://api.example.com/", ADDRESS, ADDRESS, ADDRESS]) {
      statuses.push((await fetch(url)).status);
    }
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
  });

  it("takes the first rule that matches, and takes rules back", async () => {
    const { fetch, inject } = withRule({
      match: ({ method }) => method === "DELETE",
      fault: { type: "status", status: 403 },
    });
    const takeBack = inject({ fault: { type: "status", status: 503 } });
    expect((await fetch(ADDRESS, { method: "DELETE" })).status).toBe(403);
    expect((await fetch(ADDRESS)).status).toBe(503);
    takeBack();
    takeBack();
    expect((await fetch(ADDRESS)).status).toBe(200);
  });
});
