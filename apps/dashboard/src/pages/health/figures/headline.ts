import type { Metrics } from "../../../api/metrics.ts";
import { formatCount, formatDuration, formatPlural, formatShare } from "../../../components/format.ts";
import { formatDollars } from "./summaries.ts";
import { embeddingMoney, meanSearchMs, successRate, syncTotals, textTotals } from "./totals.ts";

/** A figure at the head of the page; `value` is null where there is none. */
export interface Headline {
  readonly name: string;
  readonly value: string | null;
  readonly detail: string;
}

/** What a period comes to, of the figures that are counted by the hour; `words` as in "in the last 24 hours". */
export function headlines(
  total: Metrics,
  words: string,
): Record<"syncs" | "searches" | "searchTime" | "texts", Headline> {
  return {
    syncs: syncs(total, words),
    searches: searches(total, words),
    searchTime: searchTime(total, words),
    texts: texts(total, words),
  };
}

function syncs(total: Metrics, words: string): Headline {
  const name = "Syncs that succeeded";
  const rate = successRate(total);
  if (rate === null) return { name, value: null, detail: `none ended ${words}` };
  const { completed, completedWithFailures, failed } = syncTotals(total);
  const good = completed + completedWithFailures;
  return {
    name,
    value: formatShare(rate),
    detail: `${formatCount(good)} of ${formatPlural(good + failed, "sync")} ${words}`,
  };
}

function searches({ searches: { count, empty } }: Metrics, words: string): Headline {
  const detail = count === 0 ? `none ${words}` : `${formatShare(empty / count)} without a result`;
  return { name: "Searches", value: formatCount(count), detail };
}

function searchTime(total: Metrics, words: string): Headline {
  const name = "Mean search time";
  const mean = meanSearchMs(total);
  if (mean === null) return { name, value: null, detail: `no searches ${words}` };
  const { cached, count } = total.searches;
  return { name, value: formatDuration(mean), detail: `${formatShare(cached / count)} from the cache` };
}

function texts(total: Metrics, words: string): Headline {
  const name = "Embeddings from the cache";
  const { computed, cached } = textTotals(total);
  if (computed + cached === 0) return { name, value: null, detail: `nothing embedded ${words}` };
  const money = embeddingMoney(total);
  const detail = money
    ? `${formatDollars(money.saved)} saved, ${formatDollars(money.spent)} spent`
    : `${formatPlural(computed, "text")} computed`;
  return { name, value: formatShare(cached / (computed + cached)), detail };
}
