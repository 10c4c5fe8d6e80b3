import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRepository, git, temporaryFolder } from "./testing/repository.ts";
import { createTestClient, createTestRuntime } from "./testing/runtime.ts";

async function setUp() {
  const folder = temporaryFolder();
  const repository = createRepository(join(folder, "repository"), { "README.md": "# Alpha\n\nBeta gamma.\n" });
  const runtime = await createTestRuntime(join(folder, "home"));
  const { send } = createTestClient(runtime);
  const post = (path: string, body: unknown, init: { key?: string } = {}) =>
    send(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
      ...init,
    });
  return { folder, repository, runtime, send, post };
}

/** The part of a body that a test looks at. */
const bodyOf = async <Body>(response: Response | Promise<Response>) => (await (await response).json()) as Body;

interface Requested {
  readonly source: { readonly id: string };
  readonly job: { readonly id: string };
}

describe("the API", { timeout: 60_000 }, () => {
  it("asks for a key it knows on every /v1 route", async () => {
    const { send } = await setUp();
    for (const path of [
      "/v1/source-kinds",
      "/v1/source-kinds/{kind}/check",
      "/v1/sources",
      "/v1/sources/x",
      "/v1/jobs",
      "/v1/jobs/x",
      "/v1/search?q=a",
      "/v1/documents/x",
      "/v1/status",
      "/v1/index",
    ]) {
      for (const key of [null, "trib_wrong", ""]) {
        const response = await send(path, { key });
        expect(response.status, path).toBe(401);
        expect(await response.json()).toMatchObject({ error: { code: "unauthorized" } });
      }
    }
    expect((await send("/healthz", { key: null })).status).toBe(200);
  });

  it("connects a source once, syncs it, streams its progress and finds it", async () => {
    const { repository, send, post } = await setUp();
    git(repository, "commit", "--quiet", "--amend", "--no-edit", "--author=Lovelace, Ada <ada@example.test>");
    const first = await post("/v1/sources", { kind: "git", config: { path: repository }, sync: false });
    expect(first.status).toBe(201);
    const { source } = await bodyOf<Requested>(first);
    const second = await post("/v1/sources", { kind: "git", config: { path: repository }, sync: false });
    expect(second.status).toBe(200);
    expect((await bodyOf<Requested>(second)).source.id).toBe(source.id);

    const requested = await post(`/v1/sources/${source.id}/sync`, {});
    expect(requested.status).toBe(202);
    const { job } = await bodyOf<Requested>(requested);
    const stream = await send(`/v1/jobs/${job.id}`, { headers: { accept: "text/event-stream" } });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const events = (await stream.text()).split("\n\n").filter((event) => event.includes("event: job"));
    expect(events.length).toBeGreaterThan(0);
    expect(events.at(-1)).toContain('"status":"completed"');

    const found = await bodyOf<{ results: { documentId: string }[] }>(send("/v1/search?q=gamma&limit=3"));
    expect(found.results[0]).toMatchObject({
      path: "README.md",
      source: "git",
      lines: [expect.any(Number), expect.any(Number)],
    });
    const document = await send(`/v1/documents/${encodeURIComponent(found.results[0]?.documentId ?? "")}`);
    expect(await document.json()).toMatchObject({
      status: "searchable",
      document: { content: "# Alpha\n\nBeta gamma.\n" },
    });
    expect(await bodyOf(send("/v1/search?q=gamma&type=issue"))).toEqual({ results: [], notices: [] });

    expect(await bodyOf(send("/v1/status"))).toMatchObject({
      ...{ version: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.version },
      ...{ database: "pglite", engine: "embedded", sources: [{ source: { id: source.id } }] },
    });

    const countOf = async (filter: readonly (readonly [string, string])[]) => {
      const query = new URLSearchParams({ q: "gamma" });
      for (const [name, value] of filter) query.append(name, value);
      return (await bodyOf<{ results: object[] }>(send(`/v1/search?${query}`))).results.length;
    };
    const author = "Lovelace, Ada";
    expect(await countOf([["author", `Grace,"${author}"`]])).toBe(1);
    expect(await countOf([["author", author]])).toBe(0);
    const exact = ["author", author] as const;
    expect(await countOf([exact, ["author", "Grace"]])).toBe(1);
    expect(await countOf([["source", "git,github"], ["type", "file"], exact, exact])).toBe(1);
  });

  it("coalesces requests for a source whose sync is already asked for", async () => {
    const { repository, post } = await setUp();
    const connected = post("/v1/sources", { kind: "git", config: { path: repository }, sync: false });
    const { source } = await bodyOf<Requested>(connected);
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => post(`/v1/sources/${source.id}/sync`, { mode: "full" })),
    );
    const ids = new Set(
      (await Promise.all(asked.map((response) => bodyOf<Requested>(response)))).map(({ job }) => job.id),
    );
    expect(ids.size).toBe(1);
  });

  it("answers bad requests with a sentence", async () => {
    const { folder, send, post } = await setUp();
    const expectError = async (response: Response, status: number, text: string | RegExp) => {
      expect(response.status).toBe(status);
      const body = await bodyOf<{ error: { message: string } }>(response);
      expect(body.error.message).toMatch(text);
      expect(JSON.stringify(body)).not.toContain("node:internal");
    };
    await expectError(await post("/v1/sources", { kind: "nothing", config: {} }), 400, "git");
    await expectError(await post("/v1/sources", { kind: "git", config: { path: "x".repeat(300_000) } }), 413, "256 kB");
    await expectError(await post("/v1/sources", { kind: "git", config: {} }), 400, "path");
    await expectError(await post("/v1/sources", { kind: "git", config: { path: join(folder, "none") } }), 422, "none");
    await expectError(await post("/v1/sources/src_none/sync", {}), 404, "src_none");
    await expectError(await send("/v1/jobs/job_none"), 404, "job_none");
    await expectError(await send("/v1/documents/none"), 404, "none");
    await expectError(await send("/v1/search?q="), 400, "q");
    await expectError(await send(`/v1/search?q=${"x".repeat(5000)}`), 400, "q");
    await expectError(await send("/v1/search?q=a&limit=1000000"), 400, "limit");
    await expectError(await send("/nowhere"), 404, "openapi.json");
    await expectError(
      await send("/v1/sources", { method: "POST", body: "{", headers: { "content-type": "application/json" } }),
      400,
      /./,
    );
    const hostile = await send(
      `/v1/search?q=${encodeURIComponent(`"'; DROP TABLE documents; -- % _ \\ ( [ * AND OR`)}`,
    );
    expect(hostile.status).toBe(200);
  });

  it("describes itself", async () => {
    const { send } = await setUp();
    type Operation = { readonly summary?: string; readonly responses: object };
    const document = await bodyOf<{ paths: Record<string, Record<string, Operation>> }>(
      send("/openapi.json", { key: null }),
    );
    // What exactly is in it, the dashboard's types tell (scripts/api-types.ts).
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    expect(operations.length).toBeGreaterThan(50);
    for (const { name, operation } of operations) {
      expect(operation.summary, name).toBeTruthy();
      expect(Object.keys(operation.responses), name).toEqual(
        expect.arrayContaining(["401", expect.stringMatching(/^20/)]),
      );
    }
  });
});
