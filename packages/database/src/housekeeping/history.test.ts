import { expect, it } from "vitest";
import { sql } from "../drizzle.ts";
import {
  activityLog,
  jobs,
  noMetrics,
  reports,
  rollups,
  searchedQueries,
  sources,
  staleData,
  staleKinds,
  usage,
  webhookDeliveries,
  workspaces,
} from "../index.ts";
import { addMetrics } from "../metrics/hourly-counts.ts";
import { rowsOf } from "../query.ts";
import { describeDatabases } from "../testing/test-databases.ts";

const hour = Date.parse("2026-11-20T10:00:00Z");
const at = (hours: number) => new Date(hour + hours * 3_600_000);
const workspaceId = "acme";

describeDatabases("history", (database) => {
  it("of hours: adds up what rows and counters say, and comes to the same when that is done again", async () => {
    await workspaces.ensure(database(), { id: workspaceId, name: "Acme" });
    await rowsOf(database(), sql`UPDATE workspaces SET created_at = ${at(-1).toISOString()}::timestamptz`);
    const { source } = await sources.connect(database(), { workspaceId, kind: "git", key: "k", name: "n", config: {} });
    const { job } = await jobs.request(database(), { workspaceId, sourceId: source.id, mode: "full", trigger: "test" });
    await jobs.finish(database(), { workspaceId, jobId: job.id, status: "completed_with_failures" });
    await rowsOf(
      database(),
      sql`UPDATE jobs SET started_at = ${at(0).toISOString()}::timestamptz,
            finished_at = ${new Date(hour + 1_500).toISOString()}::timestamptz`,
    );
    await rowsOf(
      database(),
      sql`INSERT INTO job_batches (workspace_id, job_id, id, kind, page, items, size, position, added, failed)
          VALUES (${workspaceId}, ${job.id}, 'a', 'fetch', 0, '[]', 3, 0, 2, 1)`,
    );
    const delivery = { workspaceId, sourceId: source.id, kind: "github", deliveryId: "1", headers: {} };
    await webhookDeliveries.store(database(), { ...delivery, body: new Uint8Array(1), ignored: "nothing new" });
    await rowsOf(database(), sql`UPDATE webhook_deliveries SET received_at = ${at(0).toISOString()}::timestamptz`);
    const count = (name: Parameters<typeof usage.add>[1][number]["name"], label: string, value: number) => ({
      ...{ workspaceId, hour, name, label, value },
    });
    await usage.add(database(), [count("searches", "", 2), count("searches.milliseconds", "", 40)]);
    await usage.add(database(), [
      ...[count("searches", "", 1), count("api.calls", "github", 5), count("api.wait-milliseconds", "github", 1_500)],
      ...[count("embeddings.texts", "m", 3), count("embeddings.tokens", "m", 2_000_000)],
      { ...count("searches", "", 9), workspaceId: "gone" },
    ]);

    const range = { workspaceId, from: at(-1), until: at(1) };
    const price = (model: string) => (model === "m" ? 0.1 : undefined);
    expect(await rollups.rollUp(database(), { ...range, price, current: true })).toBe(2);
    const listed = await rollups.list(database(), range);
    expect(listed.map((rollup) => rollup.hour)).toEqual([at(-1).toISOString(), at(0).toISOString()]);
    expect(listed[0]?.metrics).toEqual(noMetrics());
    expect(listed[1]?.metrics).toEqual({
      syncs: { git: { completed: 0, completedWithFailures: 1, failed: 0, cancelled: 0, seconds: 1.5 } },
      documents: { added: 2, updated: 0, deleted: 0, skipped: 0, failed: 1 },
      apiCalls: { github: { calls: 5, failed: 0, waits: 0, waitSeconds: 1.5 } },
      embeddings: { m: { texts: 3, cached: 0, tokens: 2_000_000, costDollars: 0.2 } },
      searches: { count: 3, cached: 0, empty: 0, failed: 0, seconds: 0.04 },
      webhooks: { github: { processed: 0, ignored: 1, failed: 0, pending: 0 } },
      searchable: 0,
    });
    // Again, when nobody knows any more how many documents there were.
    await rollups.rollUp(database(), { ...range, price, current: false });
    expect(await rollups.list(database(), range)).toEqual(listed);
  });

  it("of hours: is due from the last hour that was added up, as far back as is caught up", async () => {
    const limit = 10;
    const due = (until: Date, since = at(-100)) => rollups.due(database(), { since, until, limit });
    expect(await due(at(1))).toEqual([]);
    expect(await due(at(5))).toEqual([{ workspaceId, from: at(0).toISOString() }]);
    expect(await due(at(5), at(3))).toEqual([{ workspaceId, from: at(3).toISOString() }]);
    await workspaces.ensure(database(), { id: "new", name: "New" });
    await rowsOf(
      database(),
      sql`UPDATE workspaces SET created_at = ${at(4.5).toISOString()}::timestamptz WHERE id = 'new'`,
    );
    expect(await due(at(5))).toEqual([
      { workspaceId, from: at(0).toISOString() },
      { workspaceId: "new", from: at(4).toISOString() },
    ]);
  });

  it("of hours: makes a sum in which an unknown cost stays unknown", async () => {
    const known = { texts: 1, cached: 2, tokens: 3, costDollars: 0.5 };
    const sum = addMetrics([
      { ...noMetrics(), searchable: 7, embeddings: { m: known, n: known } },
      { ...noMetrics(), embeddings: { m: known, n: { ...known, costDollars: null } } },
    ]);
    expect(sum.searchable).toBe(7);
    expect(sum.embeddings).toEqual({
      m: { texts: 2, cached: 4, tokens: 6, costDollars: 1 },
      n: { texts: 2, cached: 4, tokens: 6, costDollars: null },
    });
  });

  it("of hours: is kept in reports, one a period and of this workspace only", async () => {
    const report = {
      id: "rep_1",
      workspaceId,
      period: "hour",
      startsAt: at(0).toISOString(),
      metrics: noMetrics(),
    } as const;
    expect(await reports.store(database(), { ...report, markdown: "first\0" })).toBe("rep_1");
    expect(await reports.store(database(), { ...report, id: "rep_2", markdown: "second" })).toBe("rep_1");
    expect(await reports.get(database(), { workspaceId, id: "rep_1" })).toMatchObject({ markdown: "second" });
    expect(await reports.get(database(), { workspaceId: "new", id: "rep_1" })).toBeNull();
    expect(
      await reports.list(database(), { workspaceId, period: "hour", before: at(1).toISOString(), limit: 5 }),
    ).toHaveLength(1);
    expect(await reports.list(database(), { workspaceId, before: at(0).toISOString(), limit: 5 })).toEqual([]);
  });

  it("of searches: counts queries by workspace", async () => {
    const counted = (query: string, count: number, of = workspaceId) => ({ workspaceId: of, query, count });
    await searchedQueries.add(database(), [
      counted("a", 1),
      counted("b", 2),
      counted("b", 9, "new"),
      counted("c", 1, "gone"),
    ]);
    expect(await searchedQueries.workspaceIds(database(), 10)).toEqual([workspaceId, "new"].sort());
    await searchedQueries.add(database(), [counted("a", 4)]);
    expect(await searchedQueries.workspaceIds(database(), 1)).toEqual([workspaceId]);
    expect(await searchedQueries.top(database(), workspaceId, 10)).toEqual(["a", "b"]);
    expect(await searchedQueries.top(database(), workspaceId, 1)).toEqual(["a"]);
  });

  it("of what people did: holds each entry once, shows the newest first, page by page, and nothing to others", async () => {
    await workspaces.ensure(database(), { id: workspaceId, name: "Acme" });
    const entry = {
      workspaceId,
      actor: "local",
      action: "sync.requested",
      subject: "src_1",
      details: { mode: "full" },
    };
    const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
    expect(await activityLog.record(database(), { ...entry, id: "a", at: at(1) })).toBe(true);
    expect(await activityLog.record(database(), { ...entry, id: "a", at: at(5) })).toBe(false);
    await activityLog.record(database(), { ...entry, id: "c", at: at(2), details: { bad: "\0" } });
    await activityLog.record(database(), { ...entry, id: "b", at: at(2), actor: "\ud800" });

    const first = await activityLog.list(database(), { workspaceId, limit: 2 });
    expect(first.map(({ id }) => id)).toEqual(["c", "b"]);
    expect(first[0]?.details).toEqual({});
    expect(await activityLog.list(database(), { workspaceId, limit: 2, before: "b" })).toEqual([
      { id: "a", actor: "local", action: "sync.requested", subject: "src_1", details: { mode: "full" }, at: at(1) },
    ]);
    expect(await activityLog.list(database(), { workspaceId: "nobody", limit: 2 })).toEqual([]);
    expect(await activityLog.list(database(), { workspaceId: "nobody", limit: 2, before: "c" })).toEqual([]);
    await expect(
      activityLog.record(database(), { ...entry, workspaceId: "gone", id: "z", at: at(1) }),
    ).rejects.toMatchObject({
      code: "constraint",
    });
  });

  it("goes in portions once it is old, and what is younger stays", async () => {
    // Everything of the tests before, which is as old as its dates say.
    await rowsOf(database(), sql`DELETE FROM workspaces`);
    await workspaces.ensure(database(), { id: workspaceId, name: "Acme" });
    const { source } = await sources.connect(database(), { workspaceId, kind: "git", key: "k", name: "n", config: {} });
    const insert = (statement: ReturnType<typeof sql>) => rowsOf(database(), statement);
    await insert(
      sql`INSERT INTO jobs (id, workspace_id, source_id, mode, trigger, status, created_at)
          SELECT 'job_' || n, ${workspaceId}, ${source.id}, 'full', 'test', 'completed', now() - make_interval(mins => n)
          FROM generate_series(1, 105) AS n`,
    );
    await insert(
      sql`INSERT INTO webhook_deliveries (id, workspace_id, source_id, kind, body_hash, headers, body, state, received_at)
          SELECT 'del_' || n, ${workspaceId}, ${source.id}, 'git', sha256(n::text::bytea), '{}', '', 'processed',
            now() - make_interval(days => n) FROM generate_series(28, 32) AS n`,
    );
    const hours = sql`SELECT ${workspaceId}, now() - make_interval(days => n)`;
    const days = sql`FROM generate_series(88, 92) AS n`;
    await insert(
      sql`INSERT INTO usage_counters (workspace_id, hour, name, label, value) ${hours}, 'searches', '', 1 ${days}`,
    );
    await insert(sql`INSERT INTO metric_rollups (workspace_id, hour, metrics) ${hours}, '{}' ${days}`);
    await insert(
      sql`INSERT INTO reports (workspace_id, starts_at, id, period, metrics, markdown) ${hours}, 'rep_' || n, 'day', '{}', '' ${days}`,
    );
    await insert(
      sql`INSERT INTO activity (workspace_id, at, id, actor, action, subject, details)
          ${hours}, 'act_' || n, 'local', 'a', '', '{}' FROM generate_series(363, 367) AS n`,
    );
    await insert(
      sql`INSERT INTO searched_queries (workspace_id, last_at, query, count) ${hours}, 'q' || n, 1 FROM generate_series(28, 32) AS n`,
    );

    const forgotten: Record<string, number[]> = {};
    for (const kind of staleKinds) {
      const first = await staleData.forget(database(), kind, 2);
      forgotten[kind] = [
        first,
        await staleData.forget(database(), kind, 100),
        await staleData.forget(database(), kind, 100),
      ];
    }
    expect(forgotten).toEqual({
      jobs: [2, 3, 0],
      deliveries: [2, 1, 0],
      usage: [2, 1, 0],
      metrics: [2, 1, 0],
      reports: [2, 1, 0],
      activity: [2, 1, 0],
      queries: [2, 1, 0],
    });
    const left = await jobs.list(database(), { workspaceId, limit: 200 });
    expect(left).toHaveLength(100);
    expect(left.map(({ id }) => id)).not.toContain("job_101");
    await expect(staleData.forget(database(), "sources", 1)).rejects.toThrow(
      "There is nothing called sources to forget",
    );
  });
});
