import type { JsonValue } from "@tributary/validation";
import { index, jsonb, pgTable, text } from "../drizzle.ts";
import { instant } from "./columns.ts";
import { workspaces } from "./tables.ts";

/** The audit trail: who did what to what. */
export const activity = pgTable(
  "activity",
  {
    /** Made of the id of the event that told of it: recorded twice, it is there once. */
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    details: jsonb().$type<Record<string, JsonValue>>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("activity_recent").on(table.workspaceId, table.at, table.id)],
);
