import type { Metrics } from "../../../api/metrics.ts";
import type { Step } from "../figures/steps.ts";
import { deliveryTotals, sum, syncTotals, textTotals } from "../figures/totals.ts";

/** One figure over time. */
export interface Series {
  readonly name: string;
  /** A colour of the theme, `--series-1`; null where it is told only beside the others and in the table. */
  readonly colour: string | null;
  /** Null where it is not known. */
  readonly value: (metrics: Metrics) => number | null;
}

/** The total of a figure over the steps that know it. */
export function totalOf({ value }: Series, steps: readonly Step[]): number {
  return sum(steps.map(({ metrics }) => (metrics && value(metrics)) ?? 0));
}

/** Syncs by how they ended, the good at the bottom. */
export const syncSeries: readonly Series[] = [
  { name: "Completed", colour: "--series-1", value: (metrics) => syncTotals(metrics).completed },
  { name: "With failures", colour: "--series-5", value: (metrics) => syncTotals(metrics).completedWithFailures },
  { name: "Failed", colour: "--bad", value: (metrics) => syncTotals(metrics).failed },
  { name: "Cancelled", colour: "--ink-3", value: (metrics) => syncTotals(metrics).cancelled },
];

/** What syncs did to documents. */
export const documentSeries: readonly Series[] = [
  { name: "Added", colour: "--series-1", value: ({ documents }) => documents.added },
  { name: "Updated", colour: "--series-2", value: ({ documents }) => documents.updated },
  { name: "Deleted", colour: "--series-4", value: ({ documents }) => documents.deleted },
  { name: "Failed", colour: "--bad", value: ({ documents }) => documents.failed },
  { name: "Skipped", colour: null, value: ({ documents }) => documents.skipped },
];

/** Documents that can be found. */
export const searchableSeries: readonly Series[] = [
  { name: "Searchable", colour: "--series-1", value: ({ searchable }) => searchable },
];

/** Searches, told apart by what they cost the server. */
export const searchSeries: readonly Series[] = [
  {
    name: "Searched",
    colour: "--series-2",
    value: ({ searches: { count, cached, failed } }) => Math.max(0, count - cached - failed),
  },
  { name: "From the cache", colour: "--series-1", value: ({ searches }) => searches.cached },
  { name: "Failed", colour: "--bad", value: ({ searches }) => searches.failed },
  { name: "Without a result", colour: null, value: ({ searches }) => searches.empty },
];

/** Texts of documents, told apart by whether they had to be embedded. */
export const textSeries: readonly Series[] = [
  { name: "From the cache", colour: "--series-1", value: (metrics) => textTotals(metrics).cached },
  { name: "Computed", colour: "--series-4", value: (metrics) => textTotals(metrics).computed },
];

/** What arrived from providers, by what became of it. */
export const webhookSeries: readonly Series[] = [
  { name: "Processed", colour: "--series-1", value: (metrics) => deliveryTotals(metrics).processed },
  { name: "Ignored", colour: "--series-2", value: (metrics) => deliveryTotals(metrics).ignored },
  { name: "Failed", colour: "--bad", value: (metrics) => deliveryTotals(metrics).failed },
  { name: "Waiting", colour: "--series-5", value: (metrics) => deliveryTotals(metrics).pending },
];

const kindColours = ["--series-2", "--series-1", "--series-4", "--series-5", "--series-6", "--series-3"];

/** Calls of the providers' APIs by kind of source, those that failed apart, and what they made syncs wait. */
export function callSeries(kinds: readonly string[], nameOf: (kind: string) => string): Series[] {
  const all = (of: (calls: Metrics["apiCalls"][string]) => number) => (metrics: Metrics) =>
    sum(Object.values(metrics.apiCalls).map(of));
  return [
    ...kinds.map((kind, index) => ({
      name: nameOf(kind),
      colour: kindColours[index % kindColours.length] ?? null,
      value: ({ apiCalls: { [kind]: of } }: Metrics) => (of ? Math.max(0, of.calls - of.failed) : 0),
    })),
    { name: "Refused or failed", colour: "--bad", value: all(({ failed }) => failed) },
    { name: "Waits", colour: null, value: all(({ waits }) => waits) },
    { name: "Seconds waited", colour: null, value: all(({ waitSeconds }) => Math.round(waitSeconds)) },
  ];
}
