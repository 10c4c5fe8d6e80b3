import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { documents } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { type WorkflowId, type WorkflowRun, type WorkflowRunDetails, workflows } from "@tributary/validation";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../app.ts";
import { readEnv } from "../../env/env.ts";
import { connectFlow, untilFound, waitUntil } from "../../flows/connect-flow.ts";
import { type Flow, startFlows } from "../../flows/flows.ts";
import { createRuntime, type Runtime } from "../../runtime.ts";
import { prepareHome } from "../../testing/prepared-home.ts";
import { createRepository } from "../../testing/repository.ts";
import { runWorkflow } from "../../testing/run-workflow.ts";
import { createTestClient } from "../../testing/runtime.ts";

const workspaceId = "default";

/** How many results one search of a test may have. */
const LIMIT = 20;

type Kind = "git" | "github" | "linear" | "notion" | "slack" | "vercel";

/** A console with a source of every kind, each synced once and told of everything that happens at its fake. */
interface World {
  readonly runtime: Runtime;
  readonly sources: Readonly<Record<Kind, string>>;
  readonly flows: Readonly<Record<string, Flow>>;
  readonly request: <Answer>(method: "GET" | "POST" | "PATCH", path: string, body?: unknown) => Promise<Answer>;
  close(): Promise<void>;
}

/** A GitHub of its own: with an issue, a pull request and a discussion. */
async function createConversations() {
  const fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/nests");
  await repository.commit({ "README.md": "# Nests\n\nThe linnet lines hers.\n" });
  repository.openIssue({ title: "Nest boxes", body: "The barn owl left." });
  await repository.commit({ "perches.md": "# Perches\n" }, { branch: "perches" });
  await repository.openPull({ title: "Add perches", head: "perches", body: "Of hazelwood." });
  repository.openDiscussion({ title: "Feeders", body: "Sunflower hearts only." });
  return { fake, repository };
}

async function createWorld(): Promise<World & Awaited<ReturnType<typeof createConversations>>> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-test-"));
  const home = join(folder, "home");
  await prepareHome(home);
  const logger = pino({ level: "silent" });
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), {
    ...{ command: "test", workflows: "here", logger },
  });
  const server = createAdaptorServer({ fetch: createApp(runtime).fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { send } = createTestClient(runtime);
  const request = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = { "content-type": "application/json" };
    const answer = await send(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const { fake, repository } = await createConversations();
  const flows = await startFlows();
  const path = createRepository(join(folder, "repository"), { "plover.md": "# Plover\n\nThe plover runs.\n" });
  const { source: git } = await request<{ source: { id: string } }>("POST", "/v1/sources", {
    ...{ kind: "git", config: { path }, sync: false },
  });
  const sources: Record<string, string> = { git: git.id };
  for (const flow of flows) {
    const { sourceId, secret } = await connectFlow({ request }, flow);
    sources[flow.kind] = sourceId;
    flow.subscribe({ url: `${url}/webhooks/${flow.kind}/${sourceId}`, secret });
  }
  const conversations = await connectFlow(
    { request },
    {
      kind: "github",
      config: { repository: "acme/nests", baseUrl: fake.url },
      credentials: { token: fake.addToken() },
    },
  );
  return {
    ...{ runtime, request, fake, repository },
    sources: { ...(sources as Record<Kind, string>), github: conversations.sourceId },
    flows: Object.fromEntries(flows.map((flow) => [flow.kind, flow])),
    async close() {
      server.closeAllConnections();
      server.close();
      await runtime.close();
      await Promise.all([fake.close(), ...flows.map((flow) => flow.close())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe("on the embedded engine, over real stores", { timeout: 180_000 }, () => {
  let world: Awaited<ReturnType<typeof createWorld>>;
  beforeAll(async () => {
    world = await createWorld();
  }, 300_000);
  afterAll(() => world.close());

  const of = (kind: Kind) => ({ workspaceId, sourceId: world.sources[kind] });
  const run = <Id extends WorkflowId>(id: Id, data?: object) => runWorkflow(world.runtime, id, data);
  const idsOf = (kind: Kind) => Array.fromAsync(documents.ids(world.runtime.services.database, of(kind)));
  const becomes = async (query: string, title: string) =>
    waitUntil(`${query} is found in ${title}`, 50, async () => (await titles(query)).join() === title);
  const titles = async (query: string) => {
    const path = `/v1/search?q=${encodeURIComponent(query)}&limit=${LIMIT}`;
    const { results } = await world.request<{ results: { title: string; snippet: string }[] }>("GET", path);
    return results.filter(({ snippet }) => snippet.includes(query)).map(({ title }) => title);
  };
  const forget = (id: string) =>
    world.runtime.services.database.orm.execute(
      `UPDATE documents SET status = 'pending', indexed_hash = NULL, config_hash = NULL WHERE id = '${id}'`,
    );
  /** Runs of a function that came to their end, newest first. */
  const ended = async (id: WorkflowId) => {
    const path = `/v1/workflows/runs?function=${id}&status=completed`;
    return (await world.request<{ runs: WorkflowRun[] }>("GET", path)).runs;
  };
  const outputOf = async (id: WorkflowId) => {
    const [newest] = await ended(id);
    if (!newest) throw new Error(`No run of ${id} has come to its end.`);
    const { output } = await world.request<WorkflowRunDetails>("GET", `/v1/workflows/runs/${newest.id}`);
    return workflows[id].output.parse(JSON.parse(output?.text ?? "null"));
  };
  /** Something happens at a provider, and is found; then its delivery is processed. */
  const hearsOf = async (kind: Exclude<Kind, "git">, word: string) => {
    const flow = world.flows[kind];
    if (!flow) throw new Error(`There is no flow for ${kind}.`);
    const hit = await flow.happen(word);
    await flow.settled();
    await untilFound({ request: world.request }, hit);
    await waitUntil("the deliveries are processed", 50, async () => {
      const { deliveries } = await world.request<{ deliveries: { kind: string; state: string }[] }>(
        "GET",
        "/v1/webhooks/deliveries?limit=100",
      );
      const own = deliveries.filter((delivery) => delivery.kind === kind);
      return own.length > 0 && own.every(({ state }) => state !== "pending");
    });
    expect(await outputOf(`webhook.${kind}`)).toMatchObject({ state: expect.stringMatching(/processed|ignored/) });
    expect(flow.refusals).toEqual([]);
  };
  /** The first sync of each source went through its handler, which listed everything. */
  const listed = async (id: WorkflowId) => expect(await outputOf(id)).toMatchObject({ listed: true, hasMore: false });
  const deployment = async () => {
    const ids = await idsOf("vercel");
    const deploymentId = ids
      .find((id) => id.includes(":deployment:"))
      ?.split(":")
      .at(-1);
    return { ...of("vercel"), deploymentId };
  };
  const reread = { deleted: 0, failed: 0, sync: false };

  // Without one of its own, a new function does not compile.
  const cases: { readonly [Id in WorkflowId]: () => Promise<unknown> } = {
    "source.connected": async () => {
      expect(await run("source.connected", of("git"))).toMatchObject({ status: "completed", counts: { added: 1 } });
      expect(await titles("plover")).toEqual(["plover.md"]);
    },
    "git.sync.handler": () => listed("git.sync.handler"),
    "github.sync.handler": () => listed("github.sync.handler"),
    "linear.sync.handler": () => listed("linear.sync.handler"),
    "notion.sync.handler": () => listed("notion.sync.handler"),
    "slack.sync.handler": () => listed("slack.sync.handler"),
    "vercel.sync.handler": () => listed("vercel.sync.handler"),
    "ensure.store": async () =>
      expect(await run("ensure.store", { workspaceId })).toMatchObject({ dimensions: expect.any(Number) }),
    "sync.orchestrator": async () =>
      expect(await run("sync.orchestrator", { ...of("git"), mode: "full" })).toMatchObject({
        ...{ status: "completed", counts: { unchanged: 1, added: 0 } },
      }),
    "manual.sync.trigger": async () =>
      expect(await run("manual.sync.trigger", { ...of("linear"), userId: "ada" })).toMatchObject({
        status: "completed",
      }),
    "webhook.github": () => hearsOf("github", "gannetword"),
    "webhook.linear": () => hearsOf("linear", "fulmarword"),
    "webhook.notion": () => hearsOf("notion", "petrelword"),
    "webhook.slack": () => hearsOf("slack", "skuaword"),
    "webhook.vercel": () => hearsOf("vercel", "puffinword"),
    "github.push.received": async () =>
      expect(await outputOf("github.push.received")).toMatchObject({ jobId: expect.any(String), named: 1 }),
    "webhook.sweep": async () => expect(await run("webhook.sweep")).toEqual({ taken: 0 }),
    "issue.processor": async () => {
      const issue = world.repository.conversation(1);
      if (issue.kind !== "issue") throw new Error("The first conversation is an issue.");
      world.fake.clock.advance(2_000);
      world.repository.comment(issue, { body: "A jackdaw moved in." });
      expect(await run("issue.processor", { ...of("github"), number: 1 })).toMatchObject({ ...reread, indexed: 1 });
      await becomes("jackdaw", "Nest boxes (#1)");
    },
    "pr.processor": async () =>
      expect(await run("pr.processor", { ...of("github"), number: 2 })).toMatchObject({ ...reread, indexed: 1 }),
    "discussion.processor": async () =>
      expect(await run("discussion.processor", { ...of("github"), number: 3 })).toMatchObject({
        ...{ ...reread, indexed: 1 },
      }),
    "github.discussions.sync": async () => {
      world.fake.clock.advance(2_000);
      world.repository.openDiscussion({ title: "Seeds", body: "Nyjer for siskins." });
      expect(await run("github.discussions.sync", of("github"))).toMatchObject({ ...reread, indexed: 1 });
      await becomes("siskins", "Seeds (#4)");
    },
    "github.files.fetch": async () => {
      await world.repository.commit({ "wren.md": "# Wren\n\nThe jennywren sings.\n" });
      const asked = { ...of("github"), owner: "acme", paths: ["wren.md"] };
      expect(await run("github.files.fetch", asked)).toMatchObject({ ...reread, indexed: 1 });
      await becomes("jennywren", "wren.md");
    },
    "deployment.processor": async () =>
      expect(await run("deployment.processor", await deployment())).toMatchObject({ ended: true }),
    "vercel.webhook.handler": async () =>
      expect(await run("vercel.webhook.handler", await deployment())).toMatchObject({
        ...{ ended: true, documentId: expect.any(String) },
      }),
    "files.batch.processor": async () => {
      const references = [{ id: "git:none:file:a.md", type: "file", version: "1", locator: {} }];
      const batch = { ...of("git"), jobId: "job_none", batchId: "batch-1", references };
      expect(await run("files.batch.processor", batch)).toMatchObject({ added: 0, updated: 0 });
    },
    "embeddings.generator": async () => {
      const [id = ""] = await idsOf("git");
      await forget(id);
      const batch = { ...of("git"), batchId: "batch-2", documentIds: [id] };
      expect(await run("embeddings.generator", batch)).toMatchObject({ documents: 1, embedded: 0 });
      expect(await titles("plover")).toEqual(["plover.md"]);
    },
    "documents.process": async () => {
      const [documentId = ""] = await idsOf("git");
      await forget(documentId);
      const data = { ...of("git"), documentId };
      await world.runtime.workflows.inngest.send({ name: "documents.process", data });
      await waitUntil("they are gathered", 100, async () => (await ended("documents.process")).length > 0);
      expect(await outputOf("documents.process")).toMatchObject({ documents: 1, failed: 0 });
    },
    "docs.batch.coordinator": async () => {
      const batch = { ...of("git"), batchId: "batch-3", documentIds: await idsOf("git") };
      expect(await run("docs.batch.coordinator", batch)).toMatchObject({ documents: 1, searchable: 1, pending: 0 });
    },
    "document.indexer": async () => {
      const [documentId = ""] = await idsOf("git");
      await forget(documentId);
      expect(await run("document.indexer", { ...of("git"), documentId })).toMatchObject({ documents: 1, failed: 0 });
    },
    "relationships.extractor": async () => {
      const asked = { ...of("github"), documentIds: await idsOf("github") };
      // They were read when they were indexed.
      expect(await run("relationships.extractor", asked)).toEqual({ documents: 0, edges: 0 });
    },
    "batch.controller": async () => {
      const items = await idsOf("slack");
      const asked = { ...of("slack"), processor: "embeddings.generator", items };
      expect(await run("batch.controller", asked)).toMatchObject({ total: items.length, failed: 0 });
    },
    "monitor.sync.health": async () => {
      await world.runtime.services.database.orm.execute(
        "UPDATE sources SET last_sync_at = '2026-01-05T05:00:00Z' WHERE kind = 'slack'",
      );
      expect(await run("monitor.sync.health")).toEqual({ opened: 1, resolved: 0 });
    },
    "scheduled.daily.sync": async () => {
      expect(await run("scheduled.daily.sync")).toEqual({ requested: 7 });
    },
    "schedule.sync": async () => {
      const { sourceId } = of("linear");
      await world.request("PATCH", `/v1/sources/${sourceId}`, { syncSchedule: { cron: "0 6 * * *" } });
      const { database } = world.runtime.services;
      await database.orm.execute("UPDATE sources SET next_sync_at = '2026-01-05T05:00:00Z' WHERE kind = 'linear'");
      expect(await run("schedule.sync")).toEqual({ requested: 1 });
    },
    "index.rebuild": async () => expect(await run("index.rebuild", { workspaceId })).toEqual({ outcome: "stopped" }),
    "error.recovery": async () => {
      const problem = { code: "unauthorized", message: "The token was refused." };
      const failed = { ...of("linear"), jobId: "job_none", problem };
      expect(await run("error.recovery", failed)).toEqual({ outcome: "superseded", jobId: null });
    },
    "alert.handler": async () => {
      const alert = {
        condition: "source-silent",
        topic: "alert",
        severity: "warning",
        summary: "Silent",
        text: "Look.",
      };
      expect(await run("alert.handler", { ...of("notion"), ...alert })).toMatchObject({
        ...{ outcome: "opened", datadog: "off", pagerduty: "off" },
      });
      const { alerts } = await world.request<{ alerts: { summary: string }[] }>("GET", "/v1/alerts?state=open");
      expect(alerts.map(({ summary }) => summary)).toContain("Silent");
    },
    "notification.sender": async () => {
      const notification = { workspaceId, topic: "alert", subject: "Silent", text: "Look." };
      expect(await run("notification.sender", notification)).toEqual({ email: "off", slack: "off" });
    },
    "activity.record": async () => {
      const entry = { actor: "ada", action: "looked", subject: "everything", details: {} };
      const at = new Date().toISOString();
      expect(await run("activity.record", { workspaceId, ...entry, id: "act_1", at })).toEqual({ recorded: true });
    },
    "metrics.aggregator": async () => {
      const { database } = world.runtime.services;
      await database.orm.execute("UPDATE workspaces SET created_at = now() - interval '2 hours'");
      // When an hour ends while the tests run, its schedule has added them up already.
      await database.orm.execute("DELETE FROM metric_rollups");
      expect(await run("metrics.aggregator")).toEqual({ workspaces: 1, hours: expect.toBeOneOf([2, 3]) });
    },
    "report.generate": async () => {
      const hour = 3_600_000;
      const startsAt = new Date(Math.floor(Date.now() / hour) * hour - hour).toISOString();
      const asked = { workspaceId, period: "hour", startsAt };
      expect(await run("report.generate", asked)).toEqual({ reportId: expect.stringMatching(/^rep_/) });
    },
    "cache.warmer": async () => {
      await titles("linnet");
      await world.runtime.services.telemetry.usage.flush();
      const { warmed, known } = await run("cache.warmer");
      expect(warmed + known).toBeGreaterThan(0);
    },
    "cleanup.stale.data": async () => {
      const { store, indexes } = world.runtime.services;
      await store.deleteDocuments((await indexes.active(workspaceId)).namespace, await idsOf("git"));
      expect(await titles("plover")).toEqual([]);
      expect(await run("cleanup.stale.data")).toMatchObject({ reindexed: 1 });
      await becomes("plover", "plover.md");
    },
    "documents.delete": async () => {
      const documentIds = (await idsOf("slack")).slice(0, 1);
      expect(await run("documents.delete", { ...of("slack"), documentIds })).toEqual({ deleted: 1 });
    },
    "source.disconnected": async () => {
      const gone = { ...of("git"), reason: "It moved." };
      expect(await run("source.disconnected", gone)).toEqual({ archived: true, documents: 1 });
      expect(await titles("plover")).toEqual([]);
    },
  };

  it.each(Object.entries(cases))("%s does its work", async (_id, works) => {
    await works();
  });
});
