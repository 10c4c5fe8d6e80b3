import type { Database } from "../database.ts";
import { type SQL, sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { activity } from "../schema/activity-tables.ts";
import { metricRollups, reports, searchedQueries, usageCounters } from "../schema/metric-tables.ts";
import { jobs } from "../schema/tables.ts";
import { webhookDeliveries } from "../schema/webhook-tables.ts";

/** Syncs kept of each source beside those that are not over. */
export const JOBS_KEPT = 100;

/** Days each thing is kept; of deliveries, replays of their bytes are known for as long. */
export const DAYS_KEPT = { deliveries: 30, queries: 30, metrics: 90, activity: 365 } as const;

/** Most different queries remembered of a workspace. */
const QUERIES_KEPT = 10_000;

const age = (days: number) => sql`now() - make_interval(days => ${days}::int)`;

/** What grows with time and is forgotten: the rows to go of each, of every workspace. */
const stale: Readonly<Record<string, (limit: number) => SQL>> = {
  jobs: (limit) => sql`DELETE FROM ${jobs} WHERE id IN (
    SELECT id FROM (
      SELECT id, status, row_number() OVER (PARTITION BY source_id ORDER BY created_at DESC, id DESC) AS place FROM ${jobs}
    ) AS places WHERE place > ${JOBS_KEPT} AND status NOT IN ('queued', 'running') LIMIT ${limit}) RETURNING 1`,
  deliveries: (limit) => sql`DELETE FROM ${webhookDeliveries} WHERE id IN (
    SELECT id FROM ${webhookDeliveries} WHERE received_at < ${age(DAYS_KEPT.deliveries)} LIMIT ${limit}) RETURNING 1`,
  usage: (limit) => sql`DELETE FROM ${usageCounters} WHERE ctid IN (
    SELECT ctid FROM ${usageCounters} WHERE hour < ${age(DAYS_KEPT.metrics)} LIMIT ${limit}) RETURNING 1`,
  metrics: (limit) => sql`DELETE FROM ${metricRollups} WHERE ctid IN (
    SELECT ctid FROM ${metricRollups} WHERE hour < ${age(DAYS_KEPT.metrics)} LIMIT ${limit}) RETURNING 1`,
  reports: (limit) => sql`DELETE FROM ${reports} WHERE id IN (
    SELECT id FROM ${reports} WHERE starts_at < ${age(DAYS_KEPT.metrics)} LIMIT ${limit}) RETURNING 1`,
  activity: (limit) => sql`DELETE FROM ${activity} WHERE id IN (
    SELECT id FROM ${activity} WHERE at < ${age(DAYS_KEPT.activity)} LIMIT ${limit}) RETURNING 1`,
  queries: (limit) => sql`DELETE FROM ${searchedQueries} WHERE ctid IN (
    SELECT ctid FROM (
      SELECT ctid, last_at, row_number() OVER (PARTITION BY workspace_id ORDER BY last_at DESC, query) AS place
      FROM ${searchedQueries}
    ) AS places WHERE place > ${QUERIES_KEPT} OR last_at < ${age(DAYS_KEPT.queries)} LIMIT ${limit}) RETURNING 1`,
};

/** What `staleData.forget` can be asked for. */
export const staleKinds: readonly string[] = Object.keys(stale);

/** Queries on what is not needed any more, of every workspace: not bound to one, like the schedule that asks. */
export const staleData = {
  /** Forgets at most `limit` rows of a kind; returns how many: fewer than the limit means that was all. */
  async forget(database: Database, kind: string, limit: number): Promise<number> {
    const statement = stale[kind];
    if (!statement) throw new Error(`There is nothing called ${kind} to forget: there are ${staleKinds.join(", ")}.`);
    return (await rowsOf(database, statement(limit))).length;
  },
};
