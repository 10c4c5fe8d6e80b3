import {
  activityLog,
  alerts,
  apiKeys,
  type Database,
  deletions,
  documents,
  jobs,
  noMetrics,
  reports,
  sources,
  webhookDeliveries,
  webhookSecrets,
  workspaces,
} from "@tributary/database";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime } from "../runtime.ts";
import type { Services } from "../services.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { everyText, rowsOfWorkspace } from "../testing/workspace-rows.ts";

/** A word that stands in everything the first workspace has. */
const CANARY = "wagtailcanary";

/** What routes that cannot do without take as a body. */
const bodies: Readonly<Record<string, object>> = {
  "POST /v1/session": { key: "trib_wrong" },
  "POST /v1/sources": { kind: "git", config: { path: "/nowhere" } },
  "PATCH /v1/sources/{id}": { syncSchedule: null },
  "POST /v1/source-kinds/{kind}/check": { config: {} },
  "POST /v1/sources/{id}/deletions/confirm": { decision: "release", fingerprint: "any" },
  "POST /v1/sources/{id}/deployments": { hookUrl: "https://api.vercel.com/v1/integrations/deploy/prj_abc/def" },
};

/** What routes cannot do without in their query. */
const queries: Readonly<Record<string, string>> = { "GET /v1/search": `?q=${CANARY}` };

/** Routes that are not described in /openapi.json, and who may use them. */
const undescribed: Readonly<Record<string, string>> = {
  "GET /healthz": "everybody: it says that the server is there",
  "GET /openapi.json": "everybody: it says what there is, not what is in it",
  "GET /v1/workflows/events/*": "the workspace of this machine's owner: the engine's events are of all workspaces",
  "GET /v1/workflows/queue/*": "the workspace of this machine's owner: the engine's queue is of all workspaces",
  "GET /metrics": "this machine, and whoever has a key or the metrics token",
  "ALL /api/inngest": "an Inngest server that signs its requests",
  "GET /api/inngest": "an Inngest server that signs its requests",
  "PUT /api/inngest": "an Inngest server that signs its requests",
  "POST /api/inngest": "an Inngest server that signs its requests",
  "POST /webhooks/:kind": "providers that sign their deliveries",
  "POST /webhooks/:kind/:sourceId": "providers that sign their deliveries",
};

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

async function setUp() {
  const home = temporaryFolder();
  await prepareHome(home);
  const logger = pino({ level: "silent" });
  // Nothing is at work: what changes, a request has changed.
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), {
    ...{ command: "test", workflows: "nowhere", logger },
  });
  onTestFinished(() => runtime.close());
  const { database } = runtime.services;
  await workspaces.ensure(database, { id: "first", name: "First" });
  await workspaces.ensure(database, { id: "other", name: "Other" });
  const key = async (workspaceId: string) => (await apiKeys.create(database, { workspaceId, name: "test" })).key;
  const [first, other] = [await key("first"), await key("other")];
  await fill(runtime.services);
  const app = createApp(runtime);
  const send = (method: string, path: string, bearer: string | null, body?: object) =>
    app.fetch(
      new Request(new URL(path, "http://console.test"), {
        method,
        headers: {
          ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const description = (await (await send("GET", "/openapi.json", null)).json()) as Description;
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
  return { runtime, app, database, first, other, send, routes };
}

/** One of everything for the workspace `first`. */
async function fill({ database, credentials: vault }: Services): Promise<void> {
  const workspaceId = "first";
  const connect = async (kind: string) => {
    const config = { repository: CANARY };
    return (await sources.connect(database, { workspaceId, kind, key: CANARY, name: CANARY, config })).source.id;
  };
  const [sourceId, git] = [await connect("github"), await connect("git")];
  const asked = { workspaceId, sourceId, mode: "full", trigger: CANARY } as const;
  const { job } = await jobs.request(database, asked);
  const rows = Array.from({ length: 30 }, (_, n) => {
    const [id, version] = [`github:1:file:${CANARY}-${n}`, "v1"];
    const reference = { id, type: "file", version };
    const content = `The ${CANARY} sings.`;
    return {
      ...reference,
      source: "github",
      title: CANARY,
      format: "text" as const,
      content,
      reference,
      contentHash: id,
    };
  });
  const scope = { workspaceId, sourceId, jobId: job.id };
  await documents.storeFetched(database, { ...scope, documents: rows, skipped: [], failed: [] });
  const { fingerprint } = await holdAll(database, scope, rows);
  await deletions.decide(database, { ...scope, decision: "release", fingerprint, by: CANARY });
  await holdAll(database, { ...scope, jobId: "job_later" }, rows.slice(1));
  await webhookSecrets.add(database, vault, { workspaceId, sourceId, secret: CANARY, offered: true });
  const delivery = { deliveryId: CANARY, headers: {}, body: Buffer.from(CANARY), ignored: null };
  await webhookDeliveries.store(database, { workspaceId, sourceId, kind: "github", ...delivery });
  await sources.archive(database, workspaceId, git);
  const alert = { condition: "source-silent", sourceId, severity: "warning", summary: CANARY, text: CANARY } as const;
  await alerts.report(database, { workspaceId, ...alert, claim: CANARY });
  const entry = { id: `act_${CANARY}`, actor: CANARY, action: CANARY, subject: sourceId, details: {} };
  const at = new Date().toISOString();
  await activityLog.record(database, { workspaceId, ...entry, at });
  const report = {
    id: `rep_${CANARY}`,
    period: "day",
    startsAt: at,
    metrics: noMetrics(),
    markdown: CANARY,
  } as const;
  await reports.store(database, { workspaceId, ...report });
}

async function holdAll(
  database: Database,
  scope: { readonly workspaceId: string; readonly sourceId: string; readonly jobId: string },
  rows: readonly { readonly id: string }[],
) {
  await deletions.hold(database, { ...scope, ids: rows.map(({ id }) => id), total: rows.length });
  const [held] = await deletions.list(database, { ...scope, limit: 1, documents: 1 });
  return { fingerprint: held?.fingerprint ?? "" };
}

const parameters = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

describe("tenants", { timeout: 240_000 }, () => {
  it("keep to themselves: on every route, another workspace's key finds nothing and changes nothing", async () => {
    const { runtime, app, database, first, other, send, routes } = await setUp();
    const data = { workspaceId: "first", actor: CANARY, action: CANARY, subject: CANARY, details: {} };
    const { ids: events } = await runtime.workflows.inngest.send({ name: "activity.record", data });
    const eventId = events[0] ?? "";
    const ids = [...(await everyText(database, "first", ["id"]))];
    const before = await rowsOfWorkspace(database, "first");
    expect(ids.length).toBeGreaterThan(35);
    // What the engine runs is of all workspaces: only this machine's owner sees any of it.
    const ownersRoutes = "/v1/workflows/";
    const ownersRuns = await send("GET", `${ownersRoutes}runs`, runtime.localKey);
    const runIds = ((await ownersRuns.json()) as { runs: { id: string }[] }).runs.map(({ id }) => id);
    // One of each kind of thing; thirty documents are alike.
    const tried = [...ids.filter((id) => !id.includes(`${CANARY}-`) || id.endsWith("-7")), ...runIds.slice(0, 1)];
    const secrets = [CANARY, ...[...ids, ...runIds].filter((id) => id.length > 8)];
    const leaks: string[] = [];
    const look = async (name: string, response: Response, expected?: number) => {
      const text = await response.text();
      const leak = secrets.find((secret) => text.includes(secret) && !name.includes(encodeURIComponent(secret)));
      if (leak !== undefined) leaks.push(`${name} shows ${leak}`);
      if (expected !== undefined && response.status !== expected) leaks.push(`${name}: ${response.status} ${text}`);
    };

    for (const { method, path } of routes) {
      const route = `${method} ${path}`;
      const body = bodies[route] ?? (["POST", "PUT", "PATCH"].includes(method) ? {} : undefined);
      const query = queries[route] ?? "";
      const [one, two] = parameters(path);
      const plain = path.replaceAll(/\{\w+\}/g, "any");
      for (const bearer of [null, "trib_wrong", `trib_${"0".repeat(43)}`]) {
        await look(`${route} without a good key`, await send(method, plain + query, bearer, body), 401);
      }
      if (one === undefined) {
        const narrowed = query || `?sourceId=${tried.find((id) => id.startsWith("src_"))}`;
        for (const asked of new Set([query, narrowed])) {
          await look(`${route}${asked}`, await send(method, path + asked, other, body));
        }
        continue;
      }
      for (const id of tried) {
        for (const second of two === undefined ? [""] : tried) {
          const url = path.replace(`{${one}}`, encodeURIComponent(id)).replace(`{${two}}`, encodeURIComponent(second));
          await look(`${method} ${url}`, await send(method, url + query, other, body), 404);
        }
      }
    }
    for (const part of ["events", "runs", "queue", "functions", "runs/any", `events/${encodeURIComponent(eventId)}`]) {
      await look(`GET /v1/workflows/${part}`, await send("GET", `/v1/workflows/${part}`, other), 404);
    }
    expect(leaks).toEqual([]);
    expect(await rowsOfWorkspace(database, "first")).toEqual(before);

    // The walk means something: the engine has the event, and with its own key, the first workspace sees what is its own.
    expect(await runtime.workflows.request?.(`/v1/events/${eventId}`).then((answer) => answer.text())).toContain(
      CANARY,
    );
    for (const { method, path } of routes.filter((route) => route.method === "GET")) {
      const [one] = parameters(path);
      const query = queries[`${method} ${path}`] ?? "";
      const key = path.startsWith(ownersRoutes) ? runtime.localKey : first;
      const statuses = [];
      for (const id of one === undefined ? [""] : tried) {
        const response = await send(method, path.replace(`{${one}}`, encodeURIComponent(id)) + query, key);
        statuses.push(response.status);
        await response.body?.cancel();
      }
      expect(statuses, path).toContain(200);
    }

    const described = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`));
    const others = app.routes
      .filter(({ method, path }) => !(method === "ALL" && path.endsWith("*")) && !described.has(`${method} ${path}`))
      .map(({ method, path }) => `${method} ${path}`);
    for (const route of others) expect(undescribed[route], `who may use ${route}?`).toBeDefined();
  });
});
