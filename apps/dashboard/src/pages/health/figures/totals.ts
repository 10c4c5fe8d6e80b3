import type { Metrics } from "../../../api/metrics.ts";

/** Syncs by how they ended, of all kinds of sources. */
export interface SyncTotals {
  readonly completed: number;
  readonly completedWithFailures: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** Syncs by how they ended, of all kinds of sources. */
export function syncTotals({ syncs }: Metrics): SyncTotals {
  const of = (name: keyof SyncTotals) => sum(Object.values(syncs).map((kind) => kind[name]));
  return {
    completed: of("completed"),
    completedWithFailures: of("completedWithFailures"),
    failed: of("failed"),
    cancelled: of("cancelled"),
  };
}

/** Share of the syncs that ended well, those that lost some documents included, as alerts count it; null without any. */
export function successRate(metrics: Metrics): number | null {
  const { completed, completedWithFailures, failed } = syncTotals(metrics);
  const ended = completed + completedWithFailures + failed;
  return ended === 0 ? null : (completed + completedWithFailures) / ended;
}

/** Texts that were embedded, and those that were known already. */
export function textTotals({ embeddings }: Metrics): { readonly computed: number; readonly cached: number } {
  const models = Object.values(embeddings);
  return { computed: sum(models.map(({ texts }) => texts)), cached: sum(models.map(({ cached }) => cached)) };
}

/** What embeddings cost and what the cache saved, in dollars; null where a price is not known or none is paid. */
export function embeddingMoney({ embeddings }: Metrics): { readonly spent: number; readonly saved: number } | null {
  const billed = Object.values(embeddings).filter(({ tokens }) => tokens > 0);
  if (billed.length === 0 || billed.some(({ costDollars }) => costDollars === null)) return null;
  return {
    spent: sum(billed.map(({ costDollars }) => costDollars ?? 0)),
    // A text that was known would have cost what the embedded ones did on average.
    saved: sum(
      billed.map(({ costDollars, cached, texts }) => (texts === 0 ? 0 : ((costDollars ?? 0) / texts) * cached)),
    ),
  };
}

/** Mean time of a search in milliseconds; null without any. */
export function meanSearchMs({ searches: { count, seconds } }: Metrics): number | null {
  return count === 0 ? null : (seconds * 1_000) / count;
}

/** Deliveries by what became of them, of all kinds of sources. */
export function deliveryTotals({ webhooks }: Metrics): {
  readonly processed: number;
  readonly ignored: number;
  readonly failed: number;
  readonly pending: number;
} {
  const kinds = Object.values(webhooks);
  return {
    processed: sum(kinds.map(({ processed }) => processed)),
    ignored: sum(kinds.map(({ ignored }) => ignored)),
    failed: sum(kinds.map(({ failed }) => failed)),
    pending: sum(kinds.map(({ pending }) => pending)),
  };
}

/** Adds up. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
