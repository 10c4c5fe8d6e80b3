import { type Alert, type AlertCondition, type AlertSeverity, type AlertState, isWorse } from "@tributary/validation";
import type { Database } from "../database.ts";
import { and, desc, eq, sql } from "../drizzle.ts";
import { withDatabaseErrors } from "../error-mapping.ts";
import { newId } from "../identifiers.ts";
import { coverageRecords, alerts as table } from "../schema/alert-tables.ts";

/** What an alert is about. */
export interface AlertSubject {
  readonly workspaceId: string;
  readonly condition: AlertCondition;
  /** Null: all sources of the workspace. */
  readonly sourceId: string | null;
}

/** Something that is wrong. */
export interface AlertReport extends AlertSubject {
  readonly severity: AlertSeverity;
  readonly summary: string;
  readonly text: string;
}

const isUnresolved = sql`${table.state} <> 'resolved'`;

/** Queries on alerts. At most one of a condition and a source is not resolved. */
export const alerts = {
  /**
   * Opens an alert, or brings the one that is open up to date: it never becomes less severe, and a worse one is open again
   * when it was acknowledged. `news` says whether anybody is to be told: that it was opened or became worse. `claim` names
   * who reports: the same claim again is the same news again, so that a crash before telling anybody loses none.
   */
  report(
    database: Database,
    input: AlertReport & { readonly claim: string },
  ): Promise<{ readonly alert: Alert; readonly news: "opened" | "worse" | null }> {
    const { workspaceId, condition, severity, summary, text, claim } = input;
    const sourceId = input.sourceId ?? "";
    return database.transaction(async (transaction) => {
      const id = newId("alr");
      const [opened] = await withDatabaseErrors(() =>
        transaction.orm
          .insert(table)
          .values({ id, workspaceId, condition, sourceId, severity, summary, text, claim })
          .onConflictDoNothing()
          .returning(),
      );
      if (opened) return { alert: toAlert(opened), news: "opened" as const };
      const [held] = await withDatabaseErrors(() =>
        transaction.orm.select().from(table).where(unresolved(input)).for("update"),
      );
      // It was resolved between the two statements.
      if (!held) return alerts.report(transaction, input);
      const worse = isWorse(severity, held.severity);
      const again = held.claim === claim;
      const set = {
        ...{ summary, text },
        ...(worse && { severity, claim, state: "open" as const, acknowledgedAt: null }),
      };
      const [kept] = await withDatabaseErrors(() =>
        transaction.orm.update(table).set(set).where(eq(table.id, held.id)).returning(),
      );
      return { alert: toAlert(kept ?? held), news: worse ? "worse" : again ? "opened" : null };
    });
  },

  /** Resolves what is open of a condition and a source because it is not so any more; null when nothing is. */
  async clear(database: Database, subject: AlertSubject): Promise<Alert | null> {
    const [row] = await withDatabaseErrors(() =>
      database.orm
        .update(table)
        .set({ state: "resolved", resolvedAt: sql`now()`, resolvedBy: "monitor" })
        .where(unresolved(subject))
        .returning(),
    );
    return row ? toAlert(row) : null;
  },

  /**
   * A person has seen an alert (`acknowledged`) or declares it over (`resolved`); then what can be found of the source now
   * is what is expected of it from here on. A resolved alert stays as it is. Null when the workspace has none of this id.
   */
  settle(
    database: Database,
    input: { readonly workspaceId: string; readonly id: string; readonly state: "acknowledged" | "resolved" },
  ): Promise<{ readonly alert: Alert; readonly changed: boolean } | null> {
    const { workspaceId, id, state } = input;
    return database.transaction(async (transaction) => {
      const now = sql`now()`;
      const set = state === "resolved" ? { resolvedAt: now, resolvedBy: "person" as const } : { acknowledgedAt: now };
      const mine = and(eq(table.workspaceId, workspaceId), eq(table.id, id));
      const [settled] = await withDatabaseErrors(() =>
        transaction.orm
          .update(table)
          .set({ state, ...set })
          .where(and(mine, isUnresolved, sql`${table.state} <> ${state}`))
          .returning(),
      );
      if (settled && state === "resolved" && settled.condition === "coverage-drop") {
        await withDatabaseErrors(() =>
          transaction.orm.delete(coverageRecords).where(eq(coverageRecords.sourceId, settled.sourceId)),
        );
      }
      if (settled) return { alert: toAlert(settled), changed: true };
      const [held] = await withDatabaseErrors(() => transaction.orm.select().from(table).where(mine));
      return held ? { alert: toAlert(held), changed: false } : null;
    });
  },

  /** One alert; null when the workspace has none of this id. */
  async get(database: Database, workspaceId: string, id: string): Promise<Alert | null> {
    const mine = and(eq(table.workspaceId, workspaceId), eq(table.id, id));
    const [row] = await withDatabaseErrors(() => database.orm.select().from(table).where(mine));
    return row ? toAlert(row) : null;
  },

  /** The workspace's alerts, newest first, 50 unless told otherwise. `unresolved`: open and acknowledged ones. */
  async list(
    database: Database,
    filter: {
      readonly workspaceId: string;
      readonly state?: AlertState | "unresolved" | undefined;
      readonly limit?: number;
    },
  ): Promise<Alert[]> {
    const { workspaceId, state, limit = 50 } = filter;
    const inState = state === undefined ? undefined : state === "unresolved" ? isUnresolved : eq(table.state, state);
    const rows = await withDatabaseErrors(() =>
      database.orm
        .select()
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), inState))
        .orderBy(desc(table.openedAt), desc(table.id))
        .limit(limit),
    );
    return rows.map(toAlert);
  },
};

function unresolved({ workspaceId, condition, sourceId }: AlertSubject) {
  return and(
    eq(table.workspaceId, workspaceId),
    eq(table.condition, condition),
    eq(table.sourceId, sourceId ?? ""),
    isUnresolved,
  );
}

function toAlert(row: typeof table.$inferSelect): Alert {
  const { id, condition, severity, state, summary, text, resolvedBy } = row;
  return {
    ...{ id, condition, severity, state, summary, text, resolvedBy },
    sourceId: row.sourceId === "" ? null : row.sourceId,
    openedAt: row.openedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}
