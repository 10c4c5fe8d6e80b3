import { type SourceChange, SourceError } from "@tributary/source";
import type { Pagination } from "../api/schemas.ts";
import type { VercelContext } from "../context.ts";

/** Where a list is read from. */
export interface ListRequest {
  /** Whether everything is listed, or what changed since `since`. */
  readonly full: boolean;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly next: number | string | null;
  readonly edge: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** One page of a list. */
export interface ListPage {
  readonly changes: readonly SourceChange[];
  /** Ids of unfinished deployments on it. */
  readonly open: readonly string[];
  /** Where the next page begins; null on the last one. */
  readonly next: number | string | null;
  /** Ids of the page's last moment. */
  readonly edge: readonly string[];
  /** Vercel's clock, in milliseconds since the epoch. */
  readonly answeredAt: number;
  /** Requests it took. */
  readonly requests: number;
}

/** One list of a pull. */
export interface List {
  readonly name: string;
  read(context: VercelContext, request: ListRequest): Promise<ListPage>;
}

/** Throws `invalid-response` for a page whose count is another than it has items: something was lost on the way. */
export function checkCount(what: string, { count }: Pagination, items: number): void {
  if (count === items) return;
  throw new SourceError("invalid-response", `Vercel's list of ${what} says it has ${count} on a page of ${items}.`);
}

/** Throws `invalid-response` for a page that leads back to itself or, in a list by time, to a later one. */
export function checkNext(what: string, next: Pagination["next"], before: ListRequest["next"]): void {
  const isSame = next !== null && next === before;
  const isBack = typeof next === "number" && typeof before === "number" && next > before;
  if (isSame || isBack) throw new SourceError("invalid-response", `Vercel's list of ${what} does not go on.`);
}
