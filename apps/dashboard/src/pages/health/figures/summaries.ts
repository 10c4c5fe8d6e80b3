import type { Metrics } from "../../../api/metrics.ts";
import { formatCount, formatDuration, formatPlural, formatShare } from "../../../components/format.ts";
import type { Step } from "./steps.ts";
import { deliveryTotals, embeddingMoney, meanSearchMs, sum, syncTotals, textTotals } from "./totals.ts";

/** What the syncs of a period come to, in a sentence. */
export function syncSummary(metrics: Metrics): string {
  const { completed, completedWithFailures, failed, cancelled } = syncTotals(metrics);
  const count = completed + completedWithFailures + failed + cancelled;
  const seconds = sum(Object.values(metrics.syncs).map((kind) => kind.seconds));
  if (count === 0) return "No sync ended.";
  const took = `${formatDuration((seconds / count) * 1_000)} each`;
  if (completed === count) return `${formatPlural(count, "sync")}, all completed, ${took}.`;
  const parts = [
    ...(completedWithFailures > 0 ? [`${formatCount(completedWithFailures)} with failures`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(cancelled > 0 ? [`${formatCount(cancelled)} cancelled`] : []),
  ];
  return `${formatPlural(count, "sync")}, ${listed(parts)}, ${took}.`;
}

/** What syncs did to documents, in a sentence. */
export function documentSummary({ documents: { added, updated, deleted, failed } }: Metrics): string {
  const changed = added + updated + deleted;
  const lost = failed === 0 ? "none failed" : `${formatCount(failed)} failed`;
  return `${formatPlural(changed, "change")}, ${lost}.`;
}

/** How what can be found changed over the steps that know it. */
export function searchableSummary(steps: readonly Step[]): string {
  const known = steps.flatMap(({ metrics }) => metrics?.searchable ?? []);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return "Not known yet.";
  const change = last - first;
  const moved =
    change === 0
      ? "as many as at the start"
      : `${formatCount(Math.abs(change))} ${change > 0 ? "more" : "fewer"} than at the start`;
  return `${formatPlural(last, "document")} can be found${known.length > 1 ? `, ${moved}` : ""}.`;
}

/** How much was searched and what came of it. */
export function searchSummary({ searches: { count, cached, empty, failed } }: Metrics): string {
  if (count === 0) return "No searches.";
  const parts = [
    `${formatShare(cached / count)} from the cache`,
    `${formatCount(empty)} without a result`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ];
  return `${formatPlural(count, "search", "searches")}, ${listed(parts)}.`;
}

/** How long searches took, on the whole and at the worst step. */
export function searchTimeSummary(metrics: Metrics, steps: readonly Step[]): string {
  const mean = meanSearchMs(metrics);
  if (mean === null) return "No searches.";
  const slowest = Math.max(...steps.flatMap(({ metrics: of }) => (of && meanSearchMs(of)) ?? []));
  return `${formatDuration(mean)} on average, ${formatDuration(slowest)} at its slowest.`;
}

/** How many texts had to be embedded, and what that cost. */
export function textSummary(metrics: Metrics): string {
  const { computed, cached } = textTotals(metrics);
  if (computed + cached === 0) return "No texts.";
  const money = embeddingMoney(metrics);
  const share = formatShare(cached / (computed + cached));
  return `${share} were known already${money ? `; the rest cost ${formatDollars(money.spent)}` : ""}.`;
}

/** How often providers were asked, and how they answered. */
export function callSummary({ apiCalls }: Metrics): string {
  const kinds = Object.values(apiCalls);
  const calls = sum(kinds.map((kind) => kind.calls));
  const failed = sum(kinds.map((kind) => kind.failed));
  const waited = sum(kinds.map((kind) => kind.waitSeconds));
  const parts = [
    failed === 0 ? "none refused" : `${formatCount(failed)} refused or failed`,
    ...(waited > 0 ? [`waits of ${formatDuration(waited * 1_000)}`] : []),
  ];
  return `${formatPlural(calls, "call")}, ${listed(parts)}.`;
}

/** What arrived from providers by itself. */
export function webhookSummary(metrics: Metrics): string {
  const { processed, ignored, failed, pending } = deliveryTotals(metrics);
  const count = processed + ignored + failed + pending;
  return `${formatPlural(count, "delivery", "deliveries")}, ${failed === 0 ? "none failed" : `${formatCount(failed)} failed`}.`;
}

/** `$1.24`; small amounts with what is needed to see them. */
export function formatDollars(amount: number): string {
  if (amount > 0 && amount < 0.01) return "under $0.01";
  return new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(amount);
}

function listed(parts: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}
