import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKeys, workspaces } from "@tributary/database";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDashboard } from "../dashboard/dashboard.ts";
import { type Env, readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { serveConsole } from "../testing/served-console.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a request with exactly these headers, as no browser and no `fetch` would let a page do. */
function ask(
  url: string,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object;
  } = {},
): Promise<Answer> {
  const { method = "GET", body } = options;
  const headers = { ...(body && { "content-type": "application/json" }), ...options.headers };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(new URL(url), { method, path, headers, agent: false }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
  });
  sent.on("error", reject);
  sent.end(body && JSON.stringify(body));
  return promise;
}

const same = { "sec-fetch-site": "same-origin" };

// One for all tests: they differ in how it is reached. Nothing is at work in it.
let opened: Runtime;
let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "tributary-test-"));
  await prepareHome(home);
  opened = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), {
    ...{ command: "test", workflows: "nowhere", logger: pino({ level: "silent" }) },
  });
}, 60_000);
afterAll(async () => {
  await opened.close();
  rmSync(home, { recursive: true, force: true });
});

async function setUp(settings: Partial<Env> = {}) {
  const runtime = { ...opened, env: { ...opened.env, ...settings } };
  const folder = temporaryFolder();
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist/index.html"), "<!doctype html>");
  const url = await serveConsole(runtime, { dashboard: createDashboard({ folder, logger: runtime.services.logger }) });
  const signIn = (key: string, headers: Readonly<Record<string, string>> = same) =>
    ask(url, "/v1/session", { method: "POST", headers, body: { key } });
  const signedIn = async (key: string, headers: Readonly<Record<string, string>> = same) => {
    const [cookie = ""] = (await signIn(key, headers)).headers["set-cookie"] ?? [];
    return { cookie: cookie.split(";")[0] ?? "" };
  };
  const send = async (method: string, path: string, key: string, body?: object) => {
    const answer = await ask(url, path, { method, headers: { authorization: `Bearer ${key}` }, ...(body && { body }) });
    return { status: answer.status, body: JSON.parse(answer.text) };
  };
  return { runtime, url, port: new URL(url).port, key: runtime.localKey, signIn, signedIn, send };
}

describe("access to the console", { timeout: 60_000 }, () => {
  it("by a browser is by a cookie that nothing else can read, for 30 days or until it signs out", async () => {
    const { url, port, key, signIn, signedIn } = await setUp();
    const answer = await signIn(key);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      {
        workspace: { id: "default", name: "Default" },
        key: { id: expect.stringMatching(/^key_/), name: "This machine", prefix: key.slice(0, 9) },
      },
    ]);
    expect(answer.headers["set-cookie"]).toEqual([
      `tributary_${port}=${key}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict`,
    ]);
    const session = await signedIn(key);
    const again = await ask(url, "/v1/session", { headers: { ...session, ...same } });
    expect(JSON.parse(again.text)).toEqual(JSON.parse(answer.text));
    expect(again.headers["set-cookie"]?.[0]).toContain("Max-Age=2592000");
    expect(again.headers["cache-control"]).toBe("no-store");
    const ended = await ask(url, "/v1/session", { method: "DELETE", headers: { ...session, ...same } });
    expect(ended.headers["set-cookie"]).toEqual([`tributary_${port}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`]);
    expect((await ask(url, "/v1/session")).status).toBe(401);
  });

  it("with that cookie is for the console's own pages alone", async () => {
    const { url, key, signedIn } = await setUp();
    const cookie = await signedIn(key);
    const status = async (method: string, headers: Readonly<Record<string, string>>) =>
      (
        await ask(url, "/v1/keys", {
          method,
          headers: { ...cookie, ...headers },
          ...(method === "POST" && { body: { name: "x" } }),
        })
      ).status;
    expect(await status("POST", same)).toBe(201);
    expect(await status("POST", { origin: url })).toBe(201);
    expect(await status("POST", {})).toBe(403);
    for (const origin of ["https://evil.example", "null", url.replace("http", "https"), `${url}.evil.example`]) {
      expect(await status("POST", { origin }), origin).toBe(403);
    }
    for (const site of ["cross-site", "same-site", "none"]) {
      expect(await status("POST", { "sec-fetch-site": site, origin: url }), site).toBe(403);
    }
    expect(await status("DELETE", { "sec-fetch-site": "cross-site" })).toBe(403);
    for (const [site, expected] of Object.entries({
      "same-origin": 200,
      none: 200,
      "same-site": 403,
      "cross-site": 403,
    })) {
      expect(await status("GET", { "sec-fetch-site": site }), site).toBe(expected);
    }
    expect(await status("GET", { origin: "https://evil.example" })).toBe(403);
    expect(await status("GET", {})).toBe(200);
    // A key that a program shows was not sent along by a browser.
    const bearer = { authorization: `Bearer ${key}`, origin: "https://evil.example" };
    expect(await status("POST", bearer)).toBe(201);
    expect(await status("GET", { authorization: "Bearer trib_wrong", ...same })).toBe(401);
  });

  it("ends for every browser when the key is revoked, and the cookie is cleared", async () => {
    const { runtime, url, signedIn } = await setUp();
    const { database } = runtime.services;
    const { id, key } = await apiKeys.create(database, { workspaceId: "default", name: "laptop" });
    const headers = { ...(await signedIn(key)), ...same };
    expect((await ask(url, "/v1/status", { headers })).status).toBe(200);
    await apiKeys.revoke(database, "default", id);
    const refused = await ask(url, "/v1/status", { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers["set-cookie"]?.[0]).toMatch(/^tributary_\d+=; Max-Age=0;/);
  });

  it("is refused for a minute after ten wrong keys, and other pages cannot use them up", async () => {
    const { key, signIn } = await setUp();
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    for (let attempt = 0; attempt < 12; attempt += 1) expect((await signIn("trib_wrong", foreign)).status).toBe(403);
    expect((await signIn(key, foreign)).status).toBe(403);
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await signIn("trib_wrong")).status).toBe(401);
    const refused = await signIn(key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(50);
    expect(refused.headers["set-cookie"]).toBeUndefined();
  });

  it("on loopback is under loopback's names and the public address, not under one a page can choose", async () => {
    const outlets = {
      publicUrl: "https://tributary.example.com",
      smtp: undefined,
      slackOrigins: [],
      datadog: undefined,
      pagerDuty: undefined,
    };
    const { url, port, key } = await setUp({ outlets });
    const status = async (host: string, path = "/v1/session", headers: Readonly<Record<string, string>> = {}) =>
      (await ask(url, path, { headers: { host, authorization: `Bearer ${key}`, ...headers } })).status;
    for (const host of [
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      "a.localhost",
      "tributary.example.com",
    ]) {
      expect(await status(host), host).toBe(200);
    }
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "10.0.0.1",
    ]) {
      for (const path of ["/v1/session", "/", "/openapi.json", "/metrics", "/v1/nothing"]) {
        expect(await status(host, path), `${host} ${path}`).toBe(421);
      }
      expect(await status(host, "/healthz")).toBe(200);
      expect(await status(host, "/webhooks/github")).not.toBe(421);
      expect(await status(host, "/api/inngest")).not.toBe(421);
    }
  });

  it("on other addresses is under any name, unless they are named", async () => {
    const { url, key } = await setUp({ host: "0.0.0.0" });
    const headers = { host: "evil.example", authorization: `Bearer ${key}` };
    expect((await ask(url, "/v1/session", { headers })).status).toBe(200);
    const named = await setUp({ host: "0.0.0.0", allowedHosts: ["tributary.example.com"] });
    const asked = async (host: string) => (await ask(named.url, "/openapi.json", { headers: { host } })).status;
    expect(await asked("evil.example")).toBe(421);
    for (const host of ["TRIBUTARY.example.com:3210", "0.0.0.0", "localhost"])
      expect(await asked(host), host).toBe(200);
  });

  it("behind a proxy with TLS is by a cookie for TLS alone, and the proxy is believed only where it is trusted", async () => {
    const host = "tributary.example.com";
    const claims = { ...same, host, "x-forwarded-proto": "https", "x-forwarded-for": "6.6.6.6, 198.51.100.7" };
    const trusted = await setUp({ trustsProxy: true, allowedHosts: [host] });
    const [cookie] = (await trusted.signIn(trusted.key, claims)).headers["set-cookie"] ?? [];
    expect(cookie).toBe(
      `__Host-tributary_443=${trusted.key}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Strict`,
    );
    const session = { host, cookie: cookie?.split(";")[0] ?? "", "x-forwarded-proto": "https" };
    const asked = async (origin: string) =>
      (await ask(trusted.url, "/v1/session", { headers: { ...session, origin } })).status;
    expect(await asked(`https://${host}`)).toBe(200);
    expect(await asked(`http://${host}`)).toBe(403);
    // Wrong keys count for whom the proxy names, not for the proxy, and not for whom the person names.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await trusted.signIn("trib_wrong", { ...claims, "x-forwarded-for": `6.6.6.${attempt}, 198.51.100.7` });
    }
    expect((await trusted.signIn(trusted.key, claims)).status).toBe(429);
    expect((await trusted.signIn(trusted.key, { ...claims, "x-forwarded-for": "198.51.100.8" })).status).toBe(200);

    const doubted = await setUp({ allowedHosts: [host] });
    expect((await doubted.signIn(doubted.key, claims)).headers["set-cookie"]?.[0]).toMatch(
      /^tributary_80=(?!.*Secure)/,
    );
  });

  it("gives no page without its policy", async () => {
    const { url } = await setUp();
    for (const path of ["/", "/sign-in", "/sources", "/v1x"]) {
      const { headers } = await ask(url, path, { headers: { accept: "text/html" } });
      expect(headers["content-type"], path).toBe("text/html; charset=utf-8");
      expect(headers["content-security-policy"], path).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    }
    for (const path of ["/v1/session", "/healthz", "/none.js"]) {
      const { headers } = await ask(url, path, { headers: { accept: "text/html" } });
      if (headers["content-type"]?.startsWith("text/html")) continue;
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["cross-origin-resource-policy"], path).toBe("same-origin");
    }
  });
});

describe("API keys over the API", { timeout: 60_000 }, () => {
  it("are listed, made and revoked, but for the console's own, and the one in use only when that is meant", async () => {
    const { runtime, key: local, send } = await setUp();
    const made = await send("POST", "/v1/keys", local, { name: "  laptop " });
    expect(made).toEqual({ status: 201, body: { id: expect.any(String), name: "laptop", key: expect.any(String) } });
    const { id, key } = made.body;
    const { keys } = (await send("GET", "/v1/keys", key)).body;
    expect(keys[0]).toMatchObject({ name: "This machine", current: false, ownedByMachine: true, revokedAt: null });
    expect(keys.at(-1)).toMatchObject({
      ...{ id, name: "laptop", prefix: key.slice(0, 9), current: true, ownedByMachine: false },
    });
    expect(JSON.stringify(keys)).not.toContain(key);
    expect(await send("DELETE", `/v1/keys/${keys[0].id}?confirm=true`, key)).toMatchObject({
      ...{ status: 409, body: { error: { code: "owned-by-machine" } } },
    });
    expect(await send("DELETE", `/v1/keys/${id}`, key)).toMatchObject({
      ...{ status: 409, body: { error: { code: "in-use" } } },
    });
    const { database } = runtime.services;
    await workspaces.ensure(database, { id: "other", name: "Other" });
    const other = await apiKeys.create(database, { workspaceId: "other", name: "other" });
    expect((await send("DELETE", `/v1/keys/${id}`, other.key)).status).toBe(404);
    expect((await send("GET", "/v1/keys", other.key)).body.keys).toHaveLength(1);
    const revoked = await send("DELETE", `/v1/keys/${id}?confirm=true`, key);
    expect(revoked).toMatchObject({ status: 200, body: { id, revokedAt: expect.any(String) } });
    expect((await send("GET", "/v1/keys", key)).status).toBe(401);
    expect((await send("POST", "/v1/keys", local, { name: " " })).status).toBe(400);
  });
});
