import { hash } from "node:crypto";
import type { BudgetReading, SourceBudget } from "@tributary/source";
import { sourceKinds } from "../sources.ts";

/** Budgets kept; far more than there are sources in use at the same time. */
const KEPT_BUDGETS = 256;

/** The limits of one credential, and the sources that sign in with it, of whichever workspace. */
export interface CredentialBudget {
  /** A hash of the credential, the same in every process; never shown. */
  readonly key: string;
  readonly kind: string;
  readonly sources: readonly { readonly workspaceId: string; readonly id: string }[];
  readonly readings: readonly BudgetReading[];
}

/** Who a budget is for, and how it signs in. */
export interface BudgetUser {
  readonly workspaceId: string;
  readonly sourceId: string;
  readonly kind: string;
  readonly credentials: unknown;
}

/** Budgets by credential: what one source learns of a provider's limits, every source that signs in the same way knows. */
export interface Budgets {
  /** The budget a source shares; undefined for a kind that has none. */
  of(user: BudgetUser): SourceBudget | undefined;
  /** A source is not to be used again. */
  forget(sourceId: string): void;
  /** What is known of those that were asked. */
  read(): readonly CredentialBudget[];
}

interface Kept {
  readonly kind: string;
  readonly budget: SourceBudget;
  /** Workspaces by the id of the source. */
  readonly users: Map<string, string>;
}

/** Makes the budgets of a process. */
export function createBudgets(now: () => number = Date.now): Budgets {
  const budgets = new Map<string, Kept>();
  const forget = (sourceId: string) => {
    for (const { users } of budgets.values()) users.delete(sourceId);
  };
  return {
    forget,
    of({ kind, workspaceId, sourceId, credentials }) {
      const create = sourceKinds.get(kind)?.createBudget;
      if (!create) return undefined;
      const key = hash("sha256", JSON.stringify([kind, credentials]));
      const kept = budgets.get(key) ?? { kind, budget: create(), users: new Map<string, string>() };
      budgets.delete(key);
      budgets.set(key, kept);
      forget(sourceId);
      kept.users.set(sourceId, workspaceId);
      const [oldest] = budgets.keys();
      if (budgets.size > KEPT_BUDGETS && oldest !== undefined) budgets.delete(oldest);
      return kept.budget;
    },
    read: () =>
      [...budgets].flatMap(([key, { kind, budget, users }]) => {
        const readings = budget.read(now());
        const sources = [...users].map(([id, workspaceId]) => ({ id, workspaceId }));
        return readings.length > 0 && sources.length > 0 ? [{ key, kind, sources, readings }] : [];
      }),
  };
}
