import type { Database } from "../database.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { documents, sources } from "../schema/tables.ts";
import { webhookDeliveries } from "../schema/webhook-tables.ts";

interface Total {
  readonly kind: string;
  readonly status: string;
  readonly count: number;
}

/** What a database holds, over all workspaces. */
export interface StoreTotals {
  /** Size of the database on disk. */
  readonly bytes: number;
  readonly documents: readonly Total[];
  readonly sources: readonly Total[];
  readonly pendingDeliveries: number;
}

/** Queries on the whole database: what its operator looks at, so they are not bound to a workspace. */
export const storeTotals = {
  /** Reads every document's row: a good part of a second for a million. */
  async read(database: Database): Promise<StoreTotals> {
    const [row] = await rowsOf<{ bytes: string; pending: number }>(
      database,
      sql`SELECT pg_database_size(current_database())::text AS bytes,
            (SELECT count(*)::int FROM ${webhookDeliveries} WHERE state = 'pending') AS pending`,
    );
    return {
      bytes: Number(row?.bytes ?? 0),
      documents: await rowsOf<Total>(
        database,
        sql`SELECT source AS kind, status, count(*)::int AS count FROM ${documents} GROUP BY 1, 2 ORDER BY 1, 2`,
      ),
      sources: await rowsOf<Total>(
        database,
        sql`SELECT kind, status, count(*)::int AS count FROM ${sources} GROUP BY 1, 2 ORDER BY 1, 2`,
      ),
      pendingDeliveries: row?.pending ?? 0,
    };
  },
};
