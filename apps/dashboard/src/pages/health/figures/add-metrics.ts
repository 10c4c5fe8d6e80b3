import type { Metrics } from "../../../api/metrics.ts";

type Figures = Record<string, number>;

/** Several hours as one; `searchable` is that of the last one that knows it. */
export function addMetrics(hours: readonly Metrics[]): Metrics {
  return {
    syncs: addByLabel(hours.map(({ syncs }) => syncs)),
    documents: addFigures(hours.map(({ documents }) => documents)) ?? {
      ...{ added: 0, updated: 0, deleted: 0, skipped: 0, failed: 0 },
    },
    apiCalls: addByLabel(hours.map(({ apiCalls }) => apiCalls)),
    embeddings: addEmbeddings(hours.map(({ embeddings }) => embeddings)),
    searches: addFigures(hours.map(({ searches }) => searches)) ?? {
      ...{ count: 0, cached: 0, empty: 0, failed: 0, seconds: 0 },
    },
    webhooks: addByLabel(hours.map(({ webhooks }) => webhooks)),
    searchable: hours.findLast(({ searchable }) => searchable !== null)?.searchable ?? null,
  };
}

function addFigures<Row extends { readonly [Name in keyof Row]: number }>(rows: readonly Row[]): Row | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const names = Object.keys(first) as (keyof Row)[];
  return Object.fromEntries(names.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Row;
}

function addByLabel<Row extends Figures>(rows: readonly Readonly<Record<string, Row>>[]): Record<string, Row> {
  const totals: Record<string, Row> = {};
  for (const label of [...new Set(rows.flatMap((row) => Object.keys(row)))].sort()) {
    const total = addFigures(rows.map((row) => row[label]).filter((row) => row !== undefined));
    if (total) totals[label] = total;
  }
  return totals;
}

/** What one hour's model cost is not known, is not known of all of them. */
function addEmbeddings(rows: readonly Metrics["embeddings"][]): Metrics["embeddings"] {
  const counts = addByLabel(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([model, { texts, cached, tokens }]) => [model, { texts, cached, tokens }]),
      ),
    ),
  );
  return Object.fromEntries(
    Object.entries(counts).map(([model, total]) => {
      const costs = rows.map((row) => row[model]?.costDollars ?? (row[model] ? null : 0));
      const known = costs.every((cost) => cost !== null);
      return [model, { ...total, costDollars: known ? costs.reduce((sum, cost) => sum + (cost ?? 0), 0) : null }];
    }),
  );
}
