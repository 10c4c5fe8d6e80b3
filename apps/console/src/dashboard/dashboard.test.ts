import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { OpenAPIHono } from "@hono/zod-openapi";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import type { App } from "../app.ts";
import { dashboardRoutes } from "../routes/dashboard.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { type BuildEnd, buildDashboard } from "./build.ts";
import { createDashboard } from "./dashboard.ts";

const logger = pino({ level: "silent" });
const index = "<!doctype html><title>Tributary</title>";

function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** An application over a dashboard's folder, with a clock that stands still until it is moved. */
function open(folder: string, build?: (folder: string) => Promise<BuildEnd>) {
  let time = Date.now();
  const dashboard = createDashboard({ folder, logger, now: () => time, ...(build && { build }) });
  const app: App = new OpenAPIHono();
  dashboardRoutes(app, () => dashboard);
  return {
    pass(milliseconds: number) {
      time += milliseconds;
    },
    get: async (path: string, headers: Record<string, string> = {}, method = "GET") =>
      app.fetch(new Request(`http://127.0.0.1:3210${path}`, { method, headers })),
  };
}

const html = { accept: "text/html,application/xhtml+xml" };

describe("a built dashboard", () => {
  const script = "console.log('hello');";

  function built() {
    const folder = temporaryFolder();
    write(folder, {
      "dist/index.html": index,
      "dist/theme.js": "document.documentElement.dataset.theme = 'dark';",
      "dist/assets/index-1a2b.js": script,
      "dist/assets/index-1a2b.js.gz": gzipSync(script),
      "dist/assets/index-1a2b.js.br": "brotli",
      "secret.txt": "secret",
    });
    symlinkSync(join(folder, "secret.txt"), join(folder, "dist/assets/link.txt"));
    return open(folder);
  }

  it("has one page for every address that a browser opens, and none that is the API's", async () => {
    const { get } = built();
    for (const path of ["/", "/sign-in", "/sources/src_1", "/index.html", "/v1x", "/a/%2e%2e/b"]) {
      const response = await get(path, html);
      expect([path, response.status, await response.text()]).toEqual([path, 200, index]);
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    for (const path of ["/v1/nothing", "/v1", "/webhooks", "/api/x", "/metrics/x", "/healthz/x", "/openapi.json"]) {
      expect((await get(path, html)).status, path).toBe(404);
    }
  });

  it("tells programs where the API is", async () => {
    const { get } = built();
    const response = await get("/", { accept: "*/*" });
    expect(await response.json()).toMatchObject({ api: "http://127.0.0.1:3210/openapi.json" });
    expect((await get("/sources", { accept: "*/*" })).status).toBe(404);
  });

  it("says of every answer what its pages may load and who may embed it", async () => {
    const { get } = built();
    for (const path of ["/", "/theme.js", "/assets/index-1a2b.js"]) {
      const { headers } = await get(path, html);
      expect(headers.get("content-security-policy"), path).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=()");
    }
  });

  it("has files for a year whose names change with them, compressed as the browser takes them", async () => {
    const { get } = built();
    const asset = (encodings: string) => get("/assets/index-1a2b.js", { "accept-encoding": encodings });
    for (const [encodings, expected] of [
      ["gzip, deflate, br", "br"],
      ["gzip;q=0.5, br;q=0", "gzip"],
      ["*", "br"],
      ["", null],
      ["identity", null],
    ] as const) {
      const { headers } = await asset(encodings);
      expect(headers.get("content-encoding"), encodings).toBe(expected);
      expect(headers.get("vary")).toBe("accept-encoding");
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    }
    expect(await (await asset("identity")).text()).toBe(script);
  });

  it("answers HEAD with the headers alone, and what the browser holds already with 304", async () => {
    const { get } = built();
    const head = await get("/theme.js", {}, "HEAD");
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe("48");
    expect(await head.text()).toBe("");
    const etag = head.headers.get("etag") ?? "";
    expect((await get("/theme.js", { "if-none-match": `"other", ${etag}` })).status).toBe(304);
    expect((await get("/", { ...html, "if-none-match": etag })).status).toBe(200);
  });

  it.each([
    "/assets/../../secret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/%252e%252e/secret.txt",
    "//secret.txt",
    "/assets/link.txt",
    "/assets/",
    "/assets",
    "/assets/none.js",
    "/%",
    "/%00",
    "/theme.js%00.html",
  ])("gives out nothing else: %s", async (path) => {
    const { get } = built();
    const response = await get(path, { accept: "*/*" });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/^secret/);
    expect((await get(path, html)).headers.get("content-type")).toMatch(/^(text\/html|application\/json)/);
  });
});

describe("a dashboard in a checkout", () => {
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  /** A folder with sources, and a build that ends when it is told to. */
  function checkout() {
    const folder = temporaryFolder();
    write(folder, { "src/pages/main.tsx": "old", "index.html": "template", "package.json": "{}" });
    const ends: ((end: BuildEnd) => void)[] = [];
    const app = open(folder, () => new Promise<BuildEnd>((resolve) => ends.push(resolve)));
    const finish = async (end: BuildEnd) => {
      if (end.ok) write(folder, { "dist/index.html": index });
      ends.at(-1)?.(end);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { folder, ...app, finish, builds: () => ends.length };
  }

  it("is built once when a page is opened, and again when a source is newer", async () => {
    const { folder, get, pass, finish, builds } = checkout();
    await get("/", { accept: "*/*" });
    expect(builds()).toBe(0);
    const [first, second] = await Promise.all([get("/", html), get("/sources", html)]);
    for (const response of [first, second, await get("/", html)]) {
      expect(response.status).toBe(503);
      const text = await response.text();
      const [, style = ""] = /<style>([\s\S]*)<\/style>/.exec(text) ?? [];
      const hash = createHash("sha256").update(style).digest("base64");
      expect(response.headers.get("content-security-policy")).toContain(
        `default-src 'none'; style-src 'sha256-${hash}'`,
      );
      expect(text).toMatch(/http-equiv="refresh"[\s\S]*is being built/);
    }
    expect(builds()).toBe(1);
    await finish({ ok: true });
    expect(await (await get("/", html)).text()).toBe(index);

    utimesSync(join(folder, "src/pages/main.tsx"), inMinutes(1), inMinutes(1));
    pass(2_000);
    expect((await get("/", html)).status).toBe(503);
    expect(builds()).toBe(2);
  });

  it("shows why it could not be built, and tries again when a source was changed or some time has passed", async () => {
    const { folder, get, pass, finish, builds } = checkout();
    await get("/", html);
    await finish({ ok: false, output: "Unexpected token <Sources>" });
    const response = await get("/", html);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await response.text()).toContain("Unexpected token &lt;Sources&gt;");
    expect(builds()).toBe(1);

    utimesSync(join(folder, "src/pages/main.tsx"), inMinutes(1), inMinutes(1));
    expect((await get("/", html)).status).toBe(503);
    expect(builds()).toBe(2);
    await finish({ ok: false, output: "still" });
    pass(15_000);
    await get("/", html);
    expect(builds()).toBe(3);
  });

  it("is not built where there are no sources, only served or said to be missing", async () => {
    const folder = temporaryFolder();
    const { get } = open(folder, () => Promise.reject(new Error("nothing is built here")));
    expect((await get("/", html)).status).toBe(404);
    write(folder, { "dist/index.html": index });
    expect((await get("/", html)).status).toBe(200);
  });
});

describe("a build", () => {
  /** A folder whose Vite is a program of ours. */
  function folderWith(program: string): string {
    const folder = temporaryFolder();
    write(folder, { "node_modules/vite/bin/vite.js": program, "package.json": "{}", "src/main.tsx": "" });
    return folder;
  }
  const writing = `
    const { mkdirSync, writeFileSync } = require("node:fs");
    const folder = process.argv[process.argv.indexOf("--outDir") + 1];
    mkdirSync(folder);
    writeFileSync(folder + "/index.html", "new " + process.env.NODE_ENV + " " + (process.env.SECRET ?? "without"));`;

  it("takes the place of the old one whole, and leaves nothing else behind", async () => {
    const folder = folderWith(writing);
    write(folder, { "dist/index.html": "old", "dist/assets/old.js": "old" });
    expect(await buildDashboard(folder)).toEqual({ ok: true });
    expect(readdirSync(join(folder, "dist"))).toEqual(["index.html"]);
    expect(readdirSync(join(folder, "node_modules/.dashboard-build"))).toEqual([]);
    const { get } = open(folder);
    expect(await (await get("/", html)).text()).toBe("new production without");
    rmSync(join(folder, "dist"), { recursive: true });
    expect(await Promise.all([buildDashboard(folder), buildDashboard(folder)])).toEqual([{ ok: true }, { ok: true }]);
  });

  it("that fails keeps the old one and says what was printed", async () => {
    const folder = folderWith(
      'console.log("transforming"); console.error("\\u001b[31mno such file\\u001b[0m"); process.exit(1);',
    );
    write(folder, { "dist/index.html": "old" });
    expect(await buildDashboard(folder)).toEqual({ ok: false, output: expect.stringContaining("no such file") });
    expect(readdirSync(join(folder, "dist"))).toEqual(["index.html"]);
    expect(await buildDashboard(temporaryFolder())).toEqual({
      ...{ ok: false, output: expect.stringContaining("pnpm install") },
    });
  });
});
