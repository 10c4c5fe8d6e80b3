import { type Database, storeTotals } from "@tributary/database";
import type { Labels, MetricFamily } from "./registry.ts";

/** How long totals are believed, in milliseconds: counting every document takes the database a while. */
const BELIEVED_MS = 60_000;

/** What the database holds, over all workspaces, looked up at most once a minute. */
export function createStoreMetrics(database: Database): () => Promise<MetricFamily[]> {
  let known: { readonly at: number; readonly families: Promise<MetricFamily[]> } | undefined;
  return () => {
    if (known && performance.now() - known.at < BELIEVED_MS) return known.families;
    const families = read(database);
    const asked = { at: performance.now(), families };
    known = asked;
    families.catch(() => {
      if (known === asked) known = undefined;
    });
    return families;
  };
}

async function read(database: Database): Promise<MetricFamily[]> {
  const { bytes, documents, sources, pendingDeliveries } = await storeTotals.read(database);
  return [
    gauge("tributary_database_size_bytes", "Size of the database.", [[{}, bytes]]),
    gauge(
      "tributary_documents",
      "Documents, by kind of source and by state.",
      documents.map(({ kind, status, count }) => [{ kind, status }, count]),
    ),
    gauge(
      "tributary_sources",
      "Connected sources, by kind and status.",
      sources.map(({ kind, status, count }) => [{ kind, status }, count]),
    ),
    gauge("tributary_webhook_deliveries_pending", "Deliveries that are kept and not worked on yet.", [
      [{}, pendingDeliveries],
    ]),
  ];
}

/** A family of gauges that were read elsewhere. */
export function gauge(name: string, help: string, values: readonly (readonly [Labels, number])[]): MetricFamily {
  const samples = values.map(([labels, value]) => ({ suffix: "", labels, value }));
  return { name, help, type: "gauge", samples };
}
