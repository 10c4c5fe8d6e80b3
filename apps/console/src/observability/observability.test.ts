import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiKeys, documents, workspaces } from "@tributary/database";
import type { Activity, HourlyMetrics, Report, ReportSummary, SearchResult } from "@tributary/validation";
import { createFakeCollector, type FakeCollector } from "@tributary/vendor-observability/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describedRoutes } from "../activity/described-requests.ts";
import { recordActivity } from "../activity/record-activity.ts";
import { type App, createApp } from "../app.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createRepository } from "../testing/repository.ts";
import { createEmbeddedClient } from "../workflows.ts";

const workspaceId = DEFAULT_WORKSPACE.id;
const patient = { timeout: 60_000, interval: 100 };

/** A line of an exposition: a comment, or a series with its value. */
const line = /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\} [-+0-9.eInf]+)$/;

// One console for all of it: each test looks at what the ones before it had it do.
describe("a console that is watched", { timeout: 120_000 }, () => {
  let folder: string;
  let collector: FakeCollector;
  let runtime: Runtime;
  let app: App;
  let sourceId: string;

  const send = (path: string, init: RequestInit & { key?: string | null } = {}, connection?: object) => {
    const { key = runtime.localKey, ...rest } = init;
    const headers = { ...(key !== null && { authorization: `Bearer ${key}` }), ...rest.headers };
    return app.fetch(new Request(new URL(path, "http://localhost"), { ...rest, headers }), connection);
  };
  const get = async <Body>(path: string) => (await (await send(path)).json()) as Body;
  const post = (path: string, body: unknown = {}) =>
    send(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const search = async (query: string) =>
    (await get<{ results: SearchResult[] }>(`/v1/search?q=${encodeURIComponent(query)}`)).results;
  const idle = async () => {
    const { runs } = await runtime.workflows.health();
    return runs !== null && runs.queued + runs.running + runs.waiting + runs.held === 0;
  };
  const run = async (id: string) => {
    await runtime.workflows.request?.(`/invoke/tributary-${id}`, { method: "POST", body: "{}" });
    await expect.poll(idle, patient).toBe(true);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tributary-test-"));
    collector = await createFakeCollector();
    const files = { "README.md": "# Heron\n\nwades in shallow water\n", "b.md": "# Kingfisher\n\ndives\n" };
    const path = createRepository(join(folder, "repository"), files);
    const home = join(folder, "home");
    await prepareHome(home);
    const env = readEnv({
      ...{ TRIBUTARY_HOME: home, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
      OTEL_EXPORTER_OTLP_HEADERS: "Authorization=Bearer%20x, other=y",
    });
    runtime = await createRuntime(env, { command: "test", workflows: "here", logger: pino({ level: "silent" }) });
    app = createApp(runtime);
    const connected = await post("/v1/sources", { kind: "git", config: { path } });
    sourceId = ((await connected.json()) as { source: { id: string } }).source.id;
    await post(`/v1/sources/${sourceId}/sync`);
    await vi.waitUntil(async () => (await search("wades")).length === 1, patient);
    await vi.waitUntil(idle, patient);
  }, 120_000);

  afterAll(async () => {
    await runtime.close();
    await collector.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("counts what it does, names nobody, and shows it to this machine or with a token", async () => {
    await search("wades");
    expect((await send("/v1/search?q=%20")).status).toBe(400);
    expect((await send("/webhooks/github", { method: "POST", key: null, body: "{}" })).status).toBe(415);
    expect((await send("/webhooks/nothing", { method: "POST", key: null })).status).toBe(404);
    expect((await send("/v1/nowhere")).status).toBe(404);

    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
    const scrape = await send("/metrics", { key: null }, from("127.0.0.1"));
    expect(scrape.headers.get("content-type")).toContain("version=0.0.4");
    const text = await scrape.text();
    for (const row of text.trimEnd().split("\n")) expect(row).toMatch(line);
    const found = (name: string, labels = "") => {
      const series = `${name}{process="console"${labels && `,${labels}`}} `;
      const row = text.split("\n").find((candidate) => candidate.startsWith(series));
      return Number(row?.slice(series.length));
    };
    expect(found("tributary_sync_seconds_count", 'kind="git",status="completed"')).toBeGreaterThanOrEqual(1);
    expect(found("tributary_sync_documents_total", 'kind="git",outcome="added"')).toBe(2);
    expect(found("tributary_search_seconds_bucket", 'outcome="answered",le="+Inf"')).toBeGreaterThanOrEqual(2);
    expect(found("tributary_search_cache_total", 'outcome="hit"')).toBeGreaterThanOrEqual(1);
    expect(found("tributary_embedding_texts_total", 'model="local-hash-v1",outcome="embedded"')).toBe(2);
    expect(found("tributary_webhook_deliveries_total", 'kind="github",outcome="unsupported-type"')).toBe(1);
    expect(found("tributary_webhook_deliveries_total", 'kind="unknown",outcome="unknown-source"')).toBe(1);
    expect(found("tributary_http_request_seconds_count", 'method="GET",route="none",status="404"')).toBe(1);
    expect(found("tributary_documents", 'kind="git",status="searchable"')).toBe(2);
    expect(found("tributary_workflows_up")).toBe(1);
    expect(found("tributary_database_size_bytes")).toBeGreaterThan(1_000_000);
    expect(found("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
    for (const secret of [sourceId, folder, "wades", runtime.localKey, `"${workspaceId}"`]) {
      expect(text).not.toContain(secret);
    }

    const status = async (...asked: Parameters<typeof send>) => (await send(...asked)).status;
    expect(await status("/metrics", { key: null }, from("::1"))).toBe(200);
    expect(await status("/metrics", { key: null }, from("192.0.2.1"))).toBe(401);
    expect(await status("/metrics", { key: null })).toBe(401);
    expect(await status("http://console.test/metrics", { key: null }, from("127.0.0.1"))).toBe(421);
    const proxied = { key: null, headers: { "x-forwarded-for": "203.0.113.7" } };
    expect(await status("/metrics", proxied, from("127.0.0.1"))).toBe(401);
    expect(await status("/metrics", { key: "wrong" })).toBe(401);
    expect(await status("/metrics")).toBe(200);
    const withToken = createApp({ ...runtime, env: { ...runtime.env, metricsToken: "a-token-of-its-own" } });
    for (const [token, expected] of [["a-token-of-its-own", 200] as const, ["a-token-of-its-owm", 401] as const]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await withToken.request("/metrics", { headers })).status).toBe(expected);
    }
  });

  it("says who did what through the API, page by page, whether or not the engine is there", async () => {
    const laptop = await apiKeys.create(runtime.services.database, { workspaceId, name: "Ada's laptop" });
    const requested = await send(`/v1/sources/${sourceId}/sync`, { method: "POST", key: laptop.key });
    expect(requested.status).toBe(202);
    // What only reads, and what was refused, is no deed.
    await send("/v1/sources");
    expect((await send("/v1/sources/src_none/sync", { method: "POST" })).status).toBe(404);
    const list = (query = "") => get<{ activity: Activity[]; next: string | null }>(`/v1/activity${query}`);
    await expect.poll(() => list().then(({ activity }) => activity.length), patient).toBe(3);
    const { activity, next } = await list();
    expect(next).toBeNull();
    expect(activity.map(({ actor, action, subject }) => ({ actor, action, subject }))).toEqual([
      { actor: `Ada's laptop (${laptop.id})`, action: "sync.requested", subject: sourceId },
      { actor: "local", action: "sync.requested", subject: sourceId },
      { actor: "local", action: "source.connected", subject: sourceId },
    ]);
    expect(activity[2]?.details).toEqual({ "source.kind": "git", "source.name": "repository", created: true });
    const first = await list("?limit=2");
    expect(first.activity).toEqual(activity.slice(0, 2));
    expect(await list(`?limit=2&before=${first.next}`)).toEqual({ activity: [activity[2]], next: null });

    const { paths } = await get<{ paths: Record<string, object> }>("/openapi.json");
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    const changing = routes.filter((route) => !route.startsWith("GET "));
    expect(changing.sort(), "what is named in described-requests.ts").toEqual([...describedRoutes].sort());

    const inngest = createEmbeddedClient(runtime.services.logger, () => Promise.reject(new Error("down")));
    const workflows = { ...runtime.workflows, inngest };
    const entry = { workspaceId, actor: "local", action: "a", subject: "", details: {} };
    await expect(recordActivity({ services: runtime.services, workflows }, entry)).resolves.toBeUndefined();
    await expect.poll(idle, patient).toBe(true);
  });

  it("answers frequent queries ahead of time, and mends what vectors and rows lack", async () => {
    const { database, store, telemetry, indexes } = runtime.services;
    const { namespace, description } = await indexes.active(workspaceId);
    const vectorOf = (id: string) => ({
      ...{ id: `${id}#0`, documentId: id, text: "lost", lexical: "lost" },
      vector: new Float32Array(description.dimensions).fill(1),
      fields: {
        ...{ source: "git", sourceId, type: "file", title: "lost", path: null, url: null, repository: null },
        ...{ author: null, state: null, updatedAt: null, ordinal: 0, startLine: 1, endLine: 1, heading: "" },
      },
    });
    const hits = () =>
      telemetry
        .families()
        .find(({ name }) => name === "tributary_search_cache_total")
        ?.samples.find(({ labels }) => labels.outcome === "hit")?.value ?? 0;
    await telemetry.usage.flush();
    // A write makes every answer stale.
    await store.upsert(namespace, [vectorOf("git:nowhere:file:lost.md")]);
    await run("cache.warmer");
    const before = hits();
    await search("wades");
    expect(hits()).toBe(before + 1);

    const ids = await Array.fromAsync(documents.ids(database, { workspaceId, sourceId }));
    const heron = ids.find((id) => id.endsWith("README.md")) ?? "";
    await store.deleteDocuments(namespace, [heron]);
    await store.upsert(namespace, [vectorOf("git:nowhere:file:other.md")]);
    expect(await search("wades")).toEqual([]);
    await run("cleanup.stale.data");
    await expect.poll(() => search("wades").then(({ length }) => length), patient).toBe(1);
    expect((await Array.fromAsync(store.listIds(namespace))).filter((id) => id.includes("nowhere"))).toEqual([]);
    await expect.poll(idle, patient).toBe(true);
  });

  it("adds up the hours that have passed and writes reports, to be read by its workspace alone", async () => {
    const { database } = runtime.services;
    await search("wading");
    type Hours = { hours: { hour: string; metrics: HourlyMetrics; partial?: true }[] };
    const current = (await get<Hours>("/v1/metrics?current=true")).hours.at(-1);
    expect(current).toMatchObject({ partial: true, metrics: { searchable: 2 } });
    expect(current?.metrics.searches.count).toBeGreaterThanOrEqual(1);
    expect((await get<Hours>("/v1/metrics")).hours.filter(({ partial }) => partial)).toEqual([]);
    // As if all of it had been three hours ago.
    for (const change of [
      "workspaces SET created_at = created_at - interval '3 hours'",
      "jobs SET started_at = started_at - interval '3 hours', finished_at = finished_at - interval '3 hours'",
      "usage_counters SET hour = hour - interval '3 hours'",
    ]) {
      await database.orm.execute(`UPDATE ${change}`);
    }
    await run("metrics.aggregator");
    const { hours } = await get<{ hours: { metrics: HourlyMetrics }[] }>("/v1/metrics");
    const sum = (read: (metrics: HourlyMetrics) => number) =>
      hours.reduce((total, hour) => total + read(hour.metrics), 0);
    expect(hours.length).toBeGreaterThanOrEqual(3);
    expect(sum(({ syncs }) => syncs.git?.completed ?? 0)).toBeGreaterThanOrEqual(2);
    expect(sum(({ searches }) => searches.count)).toBeGreaterThanOrEqual(4);

    const { reports } = await get<{ reports: ReportSummary[] }>("/v1/reports?period=hour");
    const path = `/v1/reports/${reports[0]?.id}`;
    const report = await get<Report>(path);
    expect(report).toMatchObject({ period: "hour", metrics: { searchable: 2 } });
    expect(report.markdown).toContain("- 2 can be found");
    expect(await (await send(path, { headers: { accept: "text/markdown" } })).text()).toBe(report.markdown);
    await workspaces.ensure(database, { id: "other", name: "Other" });
    const { key } = await apiKeys.create(database, { workspaceId: "other", name: "other" });
    expect((await send(path, { key })).status).toBe(404);
    for (const [list, empty] of [
      ["/v1/reports", { reports: [] }],
      ["/v1/metrics", { hours: [] }],
      ["/v1/activity", { activity: [], next: null }],
    ] as const) {
      expect(await (await send(list, { key })).json()).toEqual(empty);
    }
  });

  it("sends traces of a search with its parts and of runs with their steps, and nothing of what they were about", async () => {
    // Asked for as nobody has before: the parts of an answer from the cache are not done again.
    await search("shallow wading");
    await runtime.services.telemetry.tracing.flush();
    const spans = (name: string) => collector.spans().filter((span) => span.name === name);
    const query = spans("embed query").at(-1);
    const searched = spans("search").find(({ spanId }) => spanId === query?.parentSpanId);
    const request = spans("GET /v1/search").find(({ spanId }) => spanId === searched?.parentSpanId);
    expect(request).toMatchObject({ kind: 2, traceId: query?.traceId });
    for (const part of ["vectors by terms", "vectors by vector"]) {
      expect(
        spans(part).map(({ parentSpanId }) => parentSpanId),
        part,
      ).toContain(searched?.spanId);
    }

    const run = spans("run sync.orchestrator").at(-1);
    const calls = spans("call sync.orchestrator").filter(({ traceId }) => traceId === run?.traceId);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call.parentSpanId).toBe(run?.spanId);
    const begin = spans("step begin").find(({ traceId }) => traceId === run?.traceId);
    expect(calls.map(({ spanId }) => spanId)).toContain(begin?.parentSpanId);
    expect(Number(run?.endTimeUnixNano)).toBeGreaterThan(Number(run?.startTimeUnixNano));
    // What the steps of another run did is in that one's trace.
    const generators = spans("run embeddings.generator").map(({ traceId }) => traceId);
    expect(generators).toContain(spans("embed document")[0]?.traceId);

    expect(collector.requests[0]?.headers).toMatchObject({ authorization: "Bearer x", other: "y" });
    const sent = JSON.stringify(collector.requests.map(({ body }) => body));
    for (const secret of ["wad", "Heron", folder, sourceId, runtime.localKey]) expect(sent).not.toContain(secret);
  });
});
