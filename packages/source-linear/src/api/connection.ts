import { SourceError } from "@tributary/source";
import { z } from "zod";
import { pageInfoSchema } from "../kinds/fragments.ts";
import type { RawThing } from "../kinds/kind.ts";

const connectionSchema = z.object({ nodes: z.array(z.record(z.string(), z.unknown())), pageInfo: pageInfoSchema });

/** One page of a list. */
export interface ConnectionPage {
  readonly nodes: readonly RawThing[];
  /** Cursor of the next page; null on the last one. */
  readonly next: string | null;
  /** Cursor of the page's last thing; null when Linear gives none. */
  readonly end: string | null;
}

/**
 * Reads a page of a list. Throws `invalid-response` for one that is none, that says there is more but not where, or whose
 * next page is the page itself.
 */
export function readConnection(what: string, value: unknown, after: string | null): ConnectionPage {
  const parsed = connectionSchema.safeParse(value);
  const refuse = (problem: string) => new SourceError("invalid-response", `Linear's list of ${what} ${problem}.`);
  if (!parsed.success) throw refuse("is not as its schema has it");
  const { nodes, pageInfo } = parsed.data;
  const end = pageInfo.endCursor ?? null;
  if (!pageInfo.hasNextPage) return { nodes, next: null, end };
  const next = end;
  if (next === null || next === "") throw refuse("says that there is more, but not where");
  if (next === after) throw refuse("does not go on: its next page is the same page");
  return { nodes, next, end };
}

/**
 * Things asked for by id. Throws `invalid-response` when Linear answers with others: its silence about those asked for would
 * then mean nothing.
 */
export function readByIds(what: string, value: unknown, ids: readonly string[]): ReadonlyMap<string, RawThing> {
  const asked = new Set(ids);
  const things = new Map<string, RawThing>();
  for (const raw of readConnection(what, value, null).nodes) {
    if (typeof raw.id !== "string" || !asked.has(raw.id)) {
      throw new SourceError("invalid-response", `Linear's list of ${what} holds what was not asked for.`);
    }
    things.set(raw.id, raw);
  }
  return things;
}
