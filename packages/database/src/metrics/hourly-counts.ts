import type { HourlyMetrics } from "@tributary/validation";

/** One figure of an hour, as SQL gives it. */
export interface HourlyCount {
  /** Start of the hour, in milliseconds since the epoch. */
  readonly hour: number;
  /** What it is part of: `sync`, `documents`, `webhook`, or the name of a usage counter. */
  readonly name: string;
  /** The kind of source, the model; empty where there is nothing. */
  readonly label: string;
  /** What it counts within that: a status, a state. */
  readonly part: string;
  readonly value: number;
}

/** What a model costs in dollars a million tokens; undefined where that is not known. */
export type ModelPrice = (model: string) => number | undefined;

/** An hour in which nothing happened. */
export function noMetrics(): HourlyMetrics {
  return {
    syncs: {},
    documents: { added: 0, updated: 0, deleted: 0, skipped: 0, failed: 0 },
    apiCalls: {},
    embeddings: {},
    searches: { count: 0, cached: 0, empty: 0, failed: 0, seconds: 0 },
    webhooks: {},
    searchable: null,
  };
}

const noSyncs = { completed: 0, completedWithFailures: 0, failed: 0, cancelled: 0, seconds: 0 };
const noCalls = { calls: 0, failed: 0, waits: 0, waitSeconds: 0 };
const noTexts = { texts: 0, cached: 0, tokens: 0 };
const noDeliveries = { processed: 0, ignored: 0, failed: 0, pending: 0 };

/** What the figures of one hour come to. */
export function toMetrics(counts: readonly HourlyCount[], given: { readonly price: ModelPrice }): HourlyMetrics {
  const of = (name: string) => counts.filter((count) => count.name === name);
  const sumOf = (name: string) => of(name).reduce((sum, { value }) => sum + value, 0);
  return {
    syncs: byLabel(of("sync"), noSyncs),
    documents: { ...noMetrics().documents, ...parts(of("documents")) },
    apiCalls: byLabel(
      [
        ...of("api.calls").map((count) => ({ ...count, part: "calls" })),
        ...of("api.failed").map((count) => ({ ...count, part: "failed" })),
        ...of("api.waits").map((count) => ({ ...count, part: "waits" })),
        ...of("api.wait-milliseconds").map((count) => ({ ...count, part: "waitSeconds", value: count.value / 1_000 })),
      ],
      noCalls,
    ),
    embeddings: withCosts(
      byLabel(
        ["texts", "cached", "tokens"].flatMap((part) => of(`embeddings.${part}`).map((count) => ({ ...count, part }))),
        noTexts,
      ),
      given.price,
    ),
    searches: {
      count: sumOf("searches"),
      cached: sumOf("searches.cached"),
      empty: sumOf("searches.empty"),
      failed: sumOf("searches.failed"),
      seconds: sumOf("searches.milliseconds") / 1_000,
    },
    webhooks: byLabel(of("webhook"), noDeliveries),
    searchable: null,
  };
}

/** Several hours as one; `searchable` is that of the last one that has it. */
export function addMetrics(hours: readonly HourlyMetrics[]): HourlyMetrics {
  const total = noMetrics();
  for (const hour of hours) {
    addEach(total.syncs, hour.syncs, noSyncs);
    addTo(total.documents, hour.documents);
    addEach(total.apiCalls, hour.apiCalls, noCalls);
    addCosts(total.embeddings, hour.embeddings);
    addTo(total.searches, hour.searches);
    addEach(total.webhooks, hour.webhooks, noDeliveries);
    total.searchable = hour.searchable ?? total.searchable;
  }
  return total;
}

type Figures = Record<string, number>;

function parts(counts: readonly HourlyCount[]): Figures {
  const figures: Figures = {};
  for (const { part, value } of counts) figures[part] = (figures[part] ?? 0) + value;
  return figures;
}

function byLabel<Empty extends Figures>(counts: readonly HourlyCount[], empty: Empty): Record<string, Empty> {
  const labels = [...new Set(counts.map(({ label }) => label))].sort();
  return Object.fromEntries(
    labels.map((label) => [label, { ...empty, ...parts(counts.filter((count) => count.label === label)) }]),
  );
}

function withCosts(
  models: Record<string, typeof noTexts>,
  price: ModelPrice,
): Record<string, HourlyMetrics["embeddings"][string]> {
  return Object.fromEntries(
    Object.entries(models).map(([model, figures]) => {
      const dollars = price(model);
      const known = dollars !== undefined || figures.tokens === 0;
      return [model, { ...figures, costDollars: known ? (figures.tokens * (dollars ?? 0)) / 1_000_000 : null }];
    }),
  );
}

function addTo<Total extends { [Key in keyof Total]: number }>(total: Total, added: Total): void {
  for (const key of Object.keys(total) as (keyof Total)[]) total[key] = (total[key] + added[key]) as Total[keyof Total];
}

function addEach<Total extends { [Key in keyof Total]: number }>(
  totals: Record<string, Total>,
  added: Readonly<Record<string, Total>>,
  empty: Total,
): void {
  for (const [label, figures] of Object.entries(added)) {
    const total = { ...empty, ...totals[label] };
    addTo(total, figures);
    totals[label] = total;
  }
}

function addCosts(totals: HourlyMetrics["embeddings"], added: HourlyMetrics["embeddings"]): void {
  for (const [model, figures] of Object.entries(added)) {
    const { texts, cached, tokens, costDollars } = totals[model] ?? { ...noTexts, costDollars: 0 };
    totals[model] = {
      texts: texts + figures.texts,
      cached: cached + figures.cached,
      tokens: tokens + figures.tokens,
      costDollars: costDollars === null || figures.costDollars === null ? null : costDollars + figures.costDollars,
    };
  }
}
