import type { Database } from "../database.ts";
import { and, asc, desc, eq, getTableColumns, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { rowsOf } from "../query.ts";
import { type DeliveryState, webhookDeliveries as table } from "../schema/webhook-tables.ts";
import { type NewDelivery, type StoredDelivery, storeDeliveries } from "./store-deliveries.ts";

/** A webhook delivery without its body. */
export interface DeliverySummary {
  readonly id: string;
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly kind: string;
  /** The provider's own; null where it gives none. */
  readonly deliveryId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Size of the body, in bytes. */
  readonly size: number;
  readonly state: DeliveryState;
  /** Why it was ignored or failed; null otherwise. */
  readonly reason: string | null;
  /** How often it was handed to the workflows. */
  readonly attempts: number;
  readonly receivedAt: string;
  readonly settledAt: string | null;
}

/** A webhook delivery as it arrived. */
export interface Delivery extends DeliverySummary {
  readonly body: Uint8Array;
}

/** Times a delivery is handed to the workflows before it counts as failed. */
const ATTEMPTS_MAX = 10;

/** Days a delivery is kept: replays of its bytes are known for as long. */
const KEPT_DAYS = 30;

interface Key {
  readonly workspaceId: string;
  readonly id: string;
}

/** Queries on webhook deliveries. */
export const webhookDeliveries = {
  /**
   * Keeps a delivery, unless the source has one of this provider's id or with these bytes: then that one is returned and
   * `created` is false. Throws `constraint` for an unknown source.
   */
  async store(database: Database, input: NewDelivery): Promise<StoredDelivery> {
    const [result] = await storeDeliveries(database, [input]);
    if (result?.status === "fulfilled") return result.value;
    throw result?.reason;
  },

  /** Keeps several in one transaction; one that cannot be kept fails alone. What became of each, in their order. */
  storeAll: storeDeliveries,

  /** One delivery with its body; null when the workspace has none of this id. */
  async get(database: Database, { workspaceId, id }: Key): Promise<Delivery | null> {
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .select()
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id))),
    );
    return row ? { ...toSummary({ ...row, size: row.body.byteLength }), body: row.body } : null;
  },

  /** The newest deliveries first, without their bodies. */
  async list(
    database: Database,
    filter: {
      readonly workspaceId: string;
      readonly sourceId?: string | undefined;
      readonly state?: DeliveryState | undefined;
      readonly limit: number;
    },
  ): Promise<DeliverySummary[]> {
    const { workspaceId, sourceId, state, limit } = filter;
    const { body, bodyHash: _, ...columns } = getTableColumns(table);
    const rows = await withDatabaseErrors(() =>
      database.orm
        .select({ ...columns, size: sql<number>`octet_length(${body})` })
        .from(table)
        .where(
          and(
            eq(table.workspaceId, workspaceId),
            sourceId === undefined ? undefined : eq(table.sourceId, sourceId),
            state === undefined ? undefined : eq(table.state, state),
          ),
        )
        .orderBy(desc(table.receivedAt), desc(table.id))
        .limit(limit),
    );
    return rows.map(toSummary);
  },

  /** When a source's newest delivery arrived, and how many of those kept failed. */
  async summary(
    database: Database,
    { workspaceId, sourceId }: { readonly workspaceId: string; readonly sourceId: string },
  ): Promise<{ readonly lastAt: string | null; readonly failed: number }> {
    const ofSource = and(eq(table.workspaceId, workspaceId), eq(table.sourceId, sourceId));
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .select({
          lastAt: sql<Date | string | null>`max(${table.receivedAt})`,
          failed: sql<number>`(count(*) FILTER (WHERE ${table.state} = 'failed'))::int`,
        })
        .from(table)
        .where(ofSource),
    );
    const lastAt = row?.lastAt ?? null;
    return { lastAt: lastAt === null ? null : new Date(lastAt).toISOString(), failed: row?.failed ?? 0 };
  },

  /** Records what became of a delivery. */
  async settle(
    database: Database,
    input: Key & { readonly state: Exclude<DeliveryState, "pending">; readonly reason?: string },
  ): Promise<void> {
    const { workspaceId, id, state, reason = null } = input;
    await withDatabaseErrors(() =>
      database.orm
        .update(table)
        .set({ state, reason, settledAt: sql`now()` })
        .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id))),
    );
  },

  /** Makes a delivery pending again, whatever became of it; null when the workspace has none of this id. */
  async reopen(database: Database, { workspaceId, id }: Key): Promise<{ kind: string; attempts: number } | null> {
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .update(table)
        .set({ state: "pending", reason: null, settledAt: null, attempts: sql`${table.attempts} + 1` })
        .where(and(eq(table.workspaceId, workspaceId), eq(table.id, id)))
        .returning({ kind: table.kind, attempts: table.attempts }),
    );
    return row ?? null;
  },

  /**
   * Deliveries of every workspace that were kept so many minutes ago and never worked on, oldest first, each counted as
   * handed over once more; those handed over ten times count as failed and are left alone.
   */
  async takeForgotten(
    database: Database,
    input: { readonly minutes: number; readonly limit: number },
  ): Promise<{ id: string; workspaceId: string; kind: string; attempts: number }[]> {
    await rowsOf(
      database,
      sql`UPDATE ${table} SET state = 'failed', settled_at = now(),
            reason = ${`It was handed over ${ATTEMPTS_MAX} times and never worked on.`}
          WHERE state = 'pending' AND attempts >= ${ATTEMPTS_MAX}
            AND received_at < now() - make_interval(mins => ${input.minutes}::int)`,
    );
    return rowsOf(
      database,
      sql`UPDATE ${table} SET attempts = attempts + 1 WHERE id IN (
            SELECT id FROM ${table} WHERE state = 'pending'
              AND received_at < now() - make_interval(mins => ${input.minutes}::int)
            ORDER BY received_at LIMIT ${input.limit}
          ) RETURNING id, workspace_id AS "workspaceId", kind, attempts`,
    );
  },

  /** The oldest deliveries of every workspace that are to be worked on, whether or not they are under way. */
  pending(
    database: Database,
    { limit }: { readonly limit: number },
  ): Promise<{ id: string; workspaceId: string; kind: string; attempts: number }[]> {
    return withDatabaseErrors(() =>
      database.orm
        .select({ id: table.id, workspaceId: table.workspaceId, kind: table.kind, attempts: table.attempts })
        .from(table)
        .where(sql`${table.state} = 'pending'`)
        .orderBy(asc(table.receivedAt))
        .limit(limit),
    );
  },

  /** Forgets deliveries after 30 days; returns how many. */
  async forgetOld(database: Database): Promise<number> {
    const gone = await rowsOf(
      database,
      sql`DELETE FROM ${table} WHERE received_at < now() - make_interval(days => ${KEPT_DAYS}) RETURNING 1`,
    );
    return gone.length;
  },
};

type SummaryRow = Omit<typeof table.$inferSelect, "body" | "bodyHash"> & { readonly size: number };

function toSummary(row: SummaryRow): DeliverySummary {
  const { id, workspaceId, sourceId, kind, deliveryId, headers, size, state, reason, attempts } = row;
  return {
    ...{ id, workspaceId, sourceId, kind, deliveryId, headers, size, state, reason, attempts },
    receivedAt: row.receivedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
