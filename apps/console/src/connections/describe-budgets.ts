import type { BudgetReading } from "@tributary/source";
import type { Budget, SourceRecord } from "@tributary/validation";
import type { Runtime } from "../runtime.ts";
import type { CredentialBudget } from "./budgets.ts";

/** The budgets that this process and the one that runs the workflows know; without the latter's while it is not there. */
export async function readBudgets({
  services,
  workflows,
}: Pick<Runtime, "services" | "workflows">): Promise<readonly CredentialBudget[]> {
  const elsewhere = await workflows.budgets().catch((error: unknown) => {
    services.logger.warn({ error }, "the workflow process did not tell its budgets");
    return null;
  });
  return [...services.sources.budgets(), ...(elsewhere ?? [])];
}

/**
 * The budgets of a workspace's sources. Where two processes ask with the same credential, what was said last counts; a
 * source of another workspace is never named, though it may use up the same budget.
 */
export function describeBudgets(
  budgets: readonly CredentialBudget[],
  given: { readonly workspaceId: string; readonly sources: readonly Pick<SourceRecord, "id" | "name">[] },
): Budget[] {
  return latestReadings(budgets)
    .map(({ kind, sources, reading }) => {
      const ids = new Set(sources.filter(({ workspaceId }) => workspaceId === given.workspaceId).map(({ id }) => id));
      const { name, limit, remaining, resetsAt, waitingUntil, seenAt } = reading;
      return {
        kind,
        sources: given.sources.filter(({ id }) => ids.has(id)).map((source) => ({ id: source.id, name: source.name })),
        ...{ name, limit, remaining },
        resetsAt: instant(resetsAt),
        waitingUntil: instant(waitingUntil),
        seenAt: new Date(seenAt).toISOString(),
      };
    })
    .filter(({ sources }) => sources.length > 0)
    .sort((left, right) => left.kind.localeCompare(right.kind) || left.name.localeCompare(right.name));
}

/** One limit of a credential, and all the sources that share it. */
interface SharedReading {
  readonly kind: string;
  readonly sources: CredentialBudget["sources"];
  readonly reading: BudgetReading;
}

/** Each limit of each credential once, as it was said last. */
export function latestReadings(budgets: readonly CredentialBudget[]): SharedReading[] {
  const latest = new Map<string, SharedReading>();
  for (const { key, kind, sources, readings } of budgets) {
    for (const reading of readings) {
      const id = JSON.stringify([key, reading.name]);
      const known = latest.get(id);
      const isNewer = !known || known.reading.seenAt < reading.seenAt;
      latest.set(id, {
        kind,
        sources: [...(known?.sources ?? []), ...sources],
        reading: isNewer ? reading : known.reading,
      });
    }
  }
  return [...latest.values()];
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
