import type { Job } from "../../api/source.ts";
import { formatCount, formatPlural } from "../format.ts";

/** Where a part of a run is: `stopped` when the run ended before it was done. */
export type StageState = "ahead" | "active" | "done" | "stopped";

/** A part of a run, in words. */
export interface Stage {
  readonly key: "listing" | "reading" | "indexing";
  readonly name: string;
  readonly state: StageState;
  /** What it has come to so far. */
  readonly detail: string;
  /** What else there is to say of that; empty for nothing. */
  readonly more: string;
  /** Done of all, where all is known. */
  readonly share: { readonly value: number; readonly max: number } | null;
}

/**
 * The parts of a run. They overlap: what a page of the listing showed is read while the next one is listed, and can be found
 * before the last document is read.
 */
export function jobStages({ status, counts, progress, trigger }: Job): Stage[] {
  const { listing, pages, done, total, fetched } = progress;
  const { unchanged, listed } = counts;
  const active = status === "running";
  const over = status === "completed" || status === "completed_with_failures";
  const toRead = Math.max(total - unchanged, 0);
  const indexed = Math.max(done - unchanged, 0);
  const read = Math.min(fetched, toRead);
  // What such a run had read and not made searchable is not counted any more.
  const unfinished = status === "failed" || status === "cancelled";
  const began = pages > 0 || total > 0;
  const stateOf = (finished: boolean, begun: boolean): StageState => {
    if (over || (finished && begun)) return "done";
    if (active) return begun ? "active" : "ahead";
    return status === "queued" ? "ahead" : "stopped";
  };
  const listedAll = began && !listing;
  return [
    {
      key: "listing",
      name: trigger === "retry" ? "Collecting what failed" : "Listing",
      state: stateOf(listedAll && status !== "cancelled", active || began),
      detail: listingWords({ pages, listed: listed > 0 ? listed : total, active, trigger }),
      more: unchanged > 0 ? `${formatCount(unchanged)} unchanged` : "",
      share: null,
    },
    {
      key: "reading",
      name: "Reading",
      state: stateOf(listedAll && read >= toRead, toRead > 0),
      detail: readingWords({ read, toRead, listing, unfinished, nothingNew: began && unchanged > 0, active }),
      more: lossWords(counts),
      share: toRead > 0 && !unfinished ? { value: read, max: toRead } : null,
    },
    {
      key: "indexing",
      name: "Making searchable",
      state: stateOf(listedAll && indexed >= toRead, read > 0),
      detail: toRead > 0 ? `${formatCount(indexed)} of ${formatPlural(toRead, "document")}` : "",
      more: textWords(counts),
      share: toRead > 0 ? { value: indexed, max: toRead } : null,
    },
  ];
}

function listingWords(given: {
  readonly pages: number;
  readonly listed: number;
  readonly active: boolean;
  readonly trigger: string;
}): string {
  const { pages, listed, active, trigger } = given;
  if (pages === 0 && listed === 0) return active ? "Asking what is there" : "";
  if (trigger === "retry") return formatPlural(listed, "document");
  return `${pages > 0 ? `${formatPlural(pages, "page")}, ` : ""}${formatCount(listed)} found`;
}

function readingWords(given: {
  readonly read: number;
  readonly toRead: number;
  readonly listing: boolean;
  readonly unfinished: boolean;
  readonly nothingNew: boolean;
  readonly active: boolean;
}): string {
  const { read, toRead, listing, unfinished, nothingNew, active } = given;
  if (toRead === 0) return nothingNew ? "Nothing has changed" : "";
  if (unfinished) return `${formatPlural(toRead, "document")} to read`;
  return `${formatCount(read)} of ${formatPlural(toRead, "document")}${listing && active ? " so far" : ""}`;
}

function lossWords({ skipped, failed }: Job["counts"]): string {
  return [
    ...(skipped > 0 ? [`${formatCount(skipped)} skipped`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ].join(", ");
}

function textWords({ chunks, embedded, cached }: Job["counts"]): string {
  const parts = [];
  if (chunks > 0) parts.push(formatPlural(chunks, "passage"));
  if (embedded > 0) parts.push(`${formatCount(embedded)} embedded`);
  if (cached > 0) parts.push(`${formatCount(cached)} from the cache`);
  return parts.join(", ");
}
