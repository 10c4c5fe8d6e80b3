import { boolean, check, index, integer, jsonb, pgTable, primaryKey, sql, text, uniqueIndex } from "../drizzle.ts";
import { bytes, instant } from "./columns.ts";
import { sources } from "./tables.ts";

/** Where a webhook delivery is. */
export type DeliveryState = "pending" | "processed" | "ignored" | "failed";

/** What providers sign their webhook deliveries with, sealed. A source has several while one is being replaced. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    id: text().primaryKey(),
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id, { onDelete: "cascade" }),
    sealed: text().notNull(),
    /** Whether the provider made it and sent it, so that a person has to read it here. */
    offered: boolean().notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("webhook_secrets_source").on(table.sourceId)],
);

/** Webhook deliveries as they arrived: stored before they are answered, once by the provider's id and once by their bytes. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    /** The provider's; null where it gives none. */
    deliveryId: text("delivery_id"),
    bodyHash: bytes("body_hash").notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    body: bytes("body").notNull(),
    state: text().$type<DeliveryState>().notNull(),
    /** Why it was ignored or failed. */
    reason: text(),
    /** How often it was handed to the workflows. */
    attempts: integer().notNull().default(1),
    receivedAt: instant("received_at").notNull().defaultNow(),
    settledAt: instant("settled_at"),
  },
  (table) => [
    uniqueIndex("webhook_deliveries_id").on(table.sourceId, table.deliveryId),
    uniqueIndex("webhook_deliveries_body").on(table.sourceId, table.bodyHash),
    index("webhook_deliveries_recent").on(table.workspaceId, table.receivedAt),
    index("webhook_deliveries_pending").on(table.receivedAt).where(sql`state = 'pending'`),
    check("webhook_deliveries_hash", sql`octet_length(${table.bodyHash}) = 32`),
  ],
);

/**
 * What was read by name since the source's cursor last moved. A listing of what changed from there on says nothing of what
 * came and went again in between, so it is read once more.
 */
export const sourceTouches = pgTable(
  "source_touches",
  {
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id, { onDelete: "cascade" }),
    /** SHA-256 of the reference: a path is longer than an index takes. */
    hash: bytes("hash").notNull(),
    reference: text().notNull(),
    touchedAt: instant("touched_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.hash] })],
);
