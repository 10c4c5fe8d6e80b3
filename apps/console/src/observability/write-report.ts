import type { HourlyMetrics, ReportPeriod, SourceRecord } from "@tributary/validation";

/** Sources with a problem that are named; the rest is counted. */
const TROUBLED_MAX = 20;

/** Longest text of a message, in characters. */
const TEXT_MAX_LENGTH = 3_000;

/** A report for people. */
export interface WrittenReport {
  /** One line. */
  readonly subject: string;
  /** A few lines of plain text, for a message. */
  readonly text: string;
  readonly markdown: string;
}

/** Writes what happened in a period. `hours` is how many of its hours are known. */
export function writeReport(given: {
  readonly period: ReportPeriod;
  readonly startsAt: string;
  readonly hours: number;
  readonly metrics: HourlyMetrics;
  readonly troubled: readonly Pick<SourceRecord, "id" | "name" | "problem">[];
}): WrittenReport {
  const { period, startsAt, hours, metrics, troubled } = given;
  const name = period === "day" ? startsAt.slice(0, 10) : `${startsAt.slice(0, 10)} ${startsAt.slice(11, 16)} UTC`;
  const sections = [...facts(metrics), ...attention(troubled)];
  const gap = period === "day" && hours < 24 ? [`Of this day's 24 hours ${hours} are known.`] : [];
  const lines = [...gap, ...sections.flatMap(({ title, lines: said }) => said.map((line) => `${title}: ${line}`))];
  return {
    subject: `Report of ${name}: ${headline(metrics, troubled.length)}`,
    text: lines.join("\n").slice(0, TEXT_MAX_LENGTH),
    markdown: [
      `# Tributary, ${name}`,
      ...gap,
      ...sections.map(({ title, lines: said }) => `## ${title}\n\n${said.map((line) => `- ${line}`).join("\n")}`),
    ].join("\n\n"),
  };
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function headline(metrics: HourlyMetrics, troubled: number): string {
  const failed = Object.values(metrics.syncs).reduce((sum, kind) => sum + kind.failed, 0);
  const trouble = troubled > 0 ? `, ${plural(troubled, "source")} to look at` : "";
  const searchable = metrics.searchable === null ? "" : `${plural(metrics.searchable, "document")} to be found, `;
  return `${searchable}${plural(failed, "failed sync")}${trouble}`;
}

function facts({ syncs, documents, apiCalls, embeddings, searches, webhooks, searchable }: HourlyMetrics): Section[] {
  const { added, updated, deleted, skipped, failed } = documents;
  return section("Documents", [
    ...(searchable === null ? [] : [`${number(searchable)} can be found`]),
    `${number(added)} added, ${number(updated)} updated, ${number(deleted)} deleted, ${number(skipped)} skipped, ${number(failed)} failed`,
  ]).concat(
    section(
      "Syncs",
      Object.entries(syncs).map(([kind, { completed, completedWithFailures, failed: lost, cancelled, seconds }]) => {
        const count = completed + completedWithFailures + lost + cancelled;
        const parts = [
          `${number(completed)} completed`,
          ...(completedWithFailures > 0 ? [`${number(completedWithFailures)} with failures`] : []),
          ...(lost > 0 ? [`${number(lost)} failed`] : []),
          ...(cancelled > 0 ? [`${number(cancelled)} cancelled`] : []),
        ];
        return `${kind}: ${parts.join(", ")}, ${(seconds / Math.max(1, count)).toFixed(1)} s each`;
      }),
    ),
    section(
      "Providers",
      Object.entries(apiCalls).map(([kind, { calls, failed: refused, waits, waitSeconds }]) => {
        const waited = waits > 0 ? `, waited ${number(waits)} times for ${number(Math.round(waitSeconds))} s` : "";
        return `${kind}: ${plural(calls, "call")}, ${number(refused)} refused or failed${waited}`;
      }),
    ),
    section(
      "Embeddings",
      Object.entries(embeddings).map(([model, { texts, cached, tokens, costDollars }]) => {
        const cost = costDollars === null ? "cost not known" : `${costDollars.toFixed(4)} US dollars`;
        const billed = tokens > 0 ? `, ${plural(tokens, "token")}, ${cost}` : "";
        return `${model}: ${plural(texts, "text")} embedded, ${number(cached)} known already${billed}`;
      }),
    ),
    section(
      "Searches",
      searches.count === 0
        ? []
        : [
            `${plural(searches.count, "search", "searches")}, ${((searches.seconds * 1_000) / searches.count).toFixed(0)} ms each, ` +
              `${number(searches.cached)} from the cache, ${number(searches.empty)} without a result, ${number(searches.failed)} failed`,
          ],
    ),
    section(
      "Webhooks",
      Object.entries(webhooks).map(([kind, { processed, ignored, failed: lost, pending }]) => {
        return `${kind}: ${number(processed)} processed, ${number(ignored)} ignored, ${number(lost)} failed, ${number(pending)} pending`;
      }),
    ),
  );
}

function attention(troubled: readonly Pick<SourceRecord, "id" | "name" | "problem">[]): Section[] {
  const named = troubled.slice(0, TROUBLED_MAX).map(({ id, name, problem }) => {
    return `${oneLine(name)} (${id}): ${problem?.code ?? "failing"}`;
  });
  const rest = troubled.length - named.length;
  return section("To look at", rest > 0 ? [...named, `and ${plural(rest, "other source")}`] : named);
}

function section(title: string, lines: readonly string[]): Section[] {
  return lines.length > 0 ? [{ title, lines }] : [];
}

/** A name somebody else chose, as a part of a line of Markdown. */
function oneLine(name: string): string {
  return name
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|]/g, "\\$&")
    .slice(0, 200);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
