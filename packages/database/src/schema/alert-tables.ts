import type { AlertCondition, AlertSeverity, AlertState, NotificationTopic, Problem } from "@tributary/validation";
import { index, integer, jsonb, pgTable, sql, text, uniqueIndex } from "../drizzle.ts";
import { instant } from "./columns.ts";
import { sources, workspaces } from "./tables.ts";

/** What was or is wrong. At most one alert of a condition and a source is not resolved. */
export const alerts = pgTable(
  "alerts",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    condition: text().$type<AlertCondition>().notNull(),
    /** The source it is about, empty for all of them; kept when the source is gone. */
    sourceId: text("source_id").notNull(),
    severity: text().$type<AlertSeverity>().notNull(),
    state: text().$type<AlertState>().notNull().default("open"),
    summary: text().notNull(),
    text: text().notNull(),
    /** The event that opened it or made it worse: the same event again is told of again. */
    claim: text().notNull(),
    openedAt: instant("opened_at").notNull().defaultNow(),
    acknowledgedAt: instant("acknowledged_at"),
    resolvedAt: instant("resolved_at"),
    resolvedBy: text("resolved_by").$type<"person" | "monitor">(),
  },
  (table) => [
    uniqueIndex("alerts_unresolved")
      .on(table.workspaceId, table.condition, table.sourceId)
      .where(sql`state <> 'resolved'`),
    index("alerts_recent").on(table.workspaceId, table.openedAt),
  ],
);

/** How much of a source could be found an hour ago, to notice when that falls. */
export const coverageRecords = pgTable("coverage_records", {
  sourceId: text("source_id")
    .primaryKey()
    .references(() => sources.id, { onDelete: "cascade" }),
  searchable: integer().notNull(),
  recordedAt: instant("recorded_at").notNull().defaultNow(),
});

/** What the people of a workspace want to be told of, and where. */
export const notificationPreferences = pgTable("notification_preferences", {
  workspaceId: text("workspace_id")
    .primaryKey()
    .references(() => workspaces.id, { onDelete: "cascade" }),
  topics: jsonb().$type<NotificationTopic[]>().notNull(),
  emails: jsonb().$type<string[]>().notNull(),
  /** Address of a Slack incoming webhook, sealed. */
  slackWebhook: text("slack_webhook"),
  /** What sending failed with the last time. */
  emailProblem: jsonb("email_problem").$type<Problem>(),
  slackProblem: jsonb("slack_problem").$type<Problem>(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});
