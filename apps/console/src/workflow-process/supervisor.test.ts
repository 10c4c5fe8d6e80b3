import { join } from "node:path";
import { addMetrics } from "@tributary/database";
import type { HourlyMetrics, Job, WorkflowRun } from "@tributary/validation";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { gitAt, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { commit, createRepository, temporaryFolder } from "../testing/repository.ts";
import { createTestClient } from "../testing/runtime.ts";

async function setUp(files: Record<string, string> = { "README.md": "# Heron\n\nThe heron stands still.\n" }) {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  await prepareHome(home);
  const repository = createRepository(join(folder, "repository"), files);
  const logger = pino({ level: "silent" });
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home }), {
    command: "test",
    workflows: "worker",
    logger,
  });
  onTestFinished(() => runtime.close());
  const { client, send } = createTestClient(runtime);
  const { signal } = new AbortController();
  const sync = (path = repository) =>
    syncSource(client, { source: gitAt(path), mode: "incremental", output: createQuietOutput(), signal });
  return { folder, home, runtime, send, sync };
}

async function pidOf(runtime: Runtime): Promise<number> {
  const { process: worker } = await runtime.workflows.health();
  if (!worker) throw new Error("There is no workflow process.");
  return worker.pid;
}

/** Many small files, so that a sync takes a while. */
const manyFiles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `notes/note-${index}.md`,
      `# Note ${index}\n\n${`A line about topic ${index % 17}. `.repeat(40)}\n`,
    ]),
  );

/** For a machine busy with other things. */
const patient = { timeout: 60_000 };

describe("the workflow process", { timeout: 120_000 }, () => {
  it("runs the workflows beside the console, which shows how they are doing", async () => {
    const { runtime, send, sync } = await setUp();
    expect(await sync()).toMatchObject({ status: "completed", documents: 1, embedded: 1 });
    const health = await (await send("/v1/workflows")).json();
    expect(health).toMatchObject({ where: "worker", state: "running", restarts: 0, runs: { failed: 0 } });
    expect(await runtime.workflows.budgets()).toEqual([]);
    expect(await pidOf(runtime)).not.toBe(process.pid);
    const metrics = await (await send("/metrics")).text();
    expect(metrics).toContain('tributary_sync_seconds_count{process="workflows",kind="git",status="completed"} 1\n');
    expect(metrics).toContain('process_resident_memory_bytes{process="console"}');
    // It has the console, which answers searches, answer them ahead of time.
    expect(await runtime.services.warmer.warm("default", ["heron"])).toEqual({ warmed: 1, known: 0 });
    expect((await (await send("/v1/search?q=heron")).json()) as unknown).toMatchObject({
      results: [{ path: "README.md" }],
    });
    const runs = (await (await send("/v1/workflows/runs?limit=50")).json()) as { runs: WorkflowRun[] };
    expect(runs.runs.length).toBeGreaterThan(3);
    expect((await send("/v1/workflows/secrets")).status).toBe(404);
    expect((await send("/v1/workflows/runs/none")).status).toBe(404);
    expect((await send("/v1/workflows/runs", { key: null })).status).toBe(401);
  });

  it("shows at once, and adds up by the hour, what its syncs embedded and what they knew already", async () => {
    const files = manyFiles(30);
    const { folder, runtime, send, sync } = await setUp(files);
    const { database } = runtime.services;
    const read = async <Answer>(path: string) => (await (await send(path)).json()) as Answer;
    const figures = async (query = "") => {
      const { hours } = await read<{ hours: { metrics: HourlyMetrics }[] }>(`/v1/metrics${query}`);
      return addMetrics(hours.map(({ metrics }) => metrics)).embeddings["local-hash-v1"];
    };
    const ofJobs = async () => {
      const { jobs } = await read<{ jobs: Job[] }>("/v1/jobs");
      const sum = (name: "embedded" | "cached") => jobs.reduce((total, { counts }) => total + counts[name], 0);
      return { texts: sum("embedded"), cached: sum("cached") };
    };
    await sync();
    const first = await ofJobs();
    expect(await figures("?current=true")).toMatchObject(first);
    // The same texts in another source, and a change that leaves most of a document's chunks as they are.
    const copy = createRepository(join(folder, "copy"), files);
    await sync(copy);
    commit(copy, { "notes/note-0.md": `${files["notes/note-0.md"]}\n## More\n\nSomething else.\n` });
    await sync(copy);
    const all = await ofJobs();
    expect(all.cached).toBeGreaterThanOrEqual(first.texts);
    expect(all.texts).toBeGreaterThan(first.texts);
    expect(await figures("?current=true")).toMatchObject(all);

    for (const change of [
      "workspaces SET created_at = created_at - interval '2 hours'",
      "usage_counters SET hour = hour - interval '1 hour'",
    ]) {
      await database.orm.execute(`UPDATE ${change}`);
    }
    await runtime.workflows.request?.("/invoke/tributary-metrics.aggregator", { method: "POST", body: "{}" });
    await expect.poll(() => figures(), patient).toMatchObject(all);
  });

  it("leaves the console answering while a step computes", async () => {
    const { runtime, send, sync } = await setUp();
    await sync();
    const pid = await pidOf(runtime);
    // A stopped process is what one looks like whose event loop is held up.
    process.kill(pid, "SIGSTOP");
    try {
      expect((await send("/v1/search?q=heron")).status).toBe(200);
      expect((await send("/v1/status")).status).toBe(200);
      expect((await send("/healthz", { key: null })).status).toBe(200);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    expect(await sync()).toMatchObject({ status: "completed", documents: 1, embedded: 0 });
  });

  it("is started again when it is killed in the middle of a sync, and the sync ends as if nothing had been", async () => {
    const { runtime, sync } = await setUp(manyFiles(400));
    const syncing = sync();
    const pid = await pidOf(runtime);
    await expect
      .poll(async () => (await runtime.workflows.health()).runs?.completed ?? 0, patient)
      .toBeGreaterThanOrEqual(3);
    process.kill(pid, "SIGKILL");
    expect(await syncing).toMatchObject({ status: "completed", documents: 400, failed: 0 });
    const health = await runtime.workflows.health();
    expect(health).toMatchObject({ state: "running", restarts: 1 });
    expect(health.process?.pid).not.toBe(pid);
  });

  it("says why when it cannot start", async () => {
    const { home, runtime } = await setUp();
    // The engine's file belongs to the process that is running.
    const second = createRuntime(
      readEnv({ TRIBUTARY_HOME: join(home, "..", "other"), DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }),
      { command: "test", workflows: "worker", logger: pino({ level: "silent" }) },
    );
    await expect(second).rejects.toThrow("cannot be used");
    expect((await runtime.workflows.health()).state).toBe("running");
  });
});
