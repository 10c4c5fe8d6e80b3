import type { HourlyMetrics, ReportPeriod } from "@tributary/validation";
import { bigint, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "../drizzle.ts";
import { instant } from "./columns.ts";
import { workspaces } from "./tables.ts";

const ofWorkspace = () =>
  text("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** What no other row tells, added up by the hour: searches, calls of providers' APIs, embedded texts. */
export const usageCounters = pgTable(
  "usage_counters",
  {
    workspaceId: ofWorkspace(),
    hour: instant("hour").notNull(),
    name: text().notNull(),
    /** What it is told apart by: a source's kind, a model; empty where there is nothing. */
    label: text().notNull(),
    value: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.hour, table.name, table.label] })],
);

/** What happened in each hour of a workspace. */
export const metricRollups = pgTable(
  "metric_rollups",
  {
    workspaceId: ofWorkspace(),
    hour: instant("hour").notNull(),
    metrics: jsonb().$type<HourlyMetrics>().notNull(),
    computedAt: instant("computed_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.hour] })],
);

/** Summaries of an hour or a day for people. */
export const reports = pgTable(
  "reports",
  {
    id: text().primaryKey(),
    workspaceId: ofWorkspace(),
    period: text().$type<ReportPeriod>().notNull(),
    startsAt: instant("starts_at").notNull(),
    metrics: jsonb().$type<HourlyMetrics>().notNull(),
    markdown: text().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("reports_period").on(table.workspaceId, table.startsAt, table.period)],
);

/** How often each query was searched for lately. */
export const searchedQueries = pgTable(
  "searched_queries",
  {
    workspaceId: ofWorkspace(),
    query: text().notNull(),
    count: integer().notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.query] })],
);
