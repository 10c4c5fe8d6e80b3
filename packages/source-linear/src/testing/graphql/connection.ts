import type { FakeRecord, FakeType } from "../state/records.ts";
import { type FakeOrder, type FakeStore, newestFirst, orderKey } from "../state/store.ts";
import { type Filter, passes } from "./filter.ts";
import { invalidInput } from "./refusal.ts";

/** Arguments every connection takes. */
export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly filter?: Filter | null;
  readonly includeArchived?: boolean | null;
  readonly orderBy?: FakeOrder | null;
}

/** Nodes of a page when a query does not say (linear.app/developers/pagination). */
export const DEFAULT_PAGE_SIZE = 50;

/** Most nodes of one page. */
export const MAX_PAGE_SIZE = 250;

/**
 * Pages through records, the newest first, as Linear does (linear.app/developers/pagination). Without records, through all
 * of the type.
 */
export function connection(
  store: FakeStore,
  type: FakeType,
  given: ConnectionArguments,
  records?: readonly FakeRecord[],
): object {
  if (given.last != null || given.before != null) throw invalidInput("The fake pages forwards only: first and after.");
  const first = given.first ?? DEFAULT_PAGE_SIZE;
  if (first < 1 || first > MAX_PAGE_SIZE) {
    throw invalidInput(`Argument Validation Error: first must be between 1 and ${MAX_PAGE_SIZE}.`);
  }
  const order = given.orderBy ?? "createdAt";
  const after = given.after == null ? null : decodeCursor(given.after, order);
  const { filter } = given;
  const page: FakeRecord[] = [];
  let hasNextPage = false;
  for (const record of records === undefined ? store.newest(type, order) : newestFirst(records, order)) {
    if (given.includeArchived !== true && record.archivedAt !== null) continue;
    if (after !== null && orderKey(record, order) >= after) continue;
    if (filter != null && !passes(store, type, record, filter)) continue;
    hasNextPage = page.length === first;
    if (hasNextPage) break;
    page.push(record);
  }
  const cursors = page.map((record) => encodeCursor(orderKey(record, order), order));
  return {
    nodes: page,
    edges: page.map((record, index) => ({ node: record, cursor: cursors[index] })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function encodeCursor(key: string, order: string): string {
  return Buffer.from(`${order}:${key}`).toString("base64url");
}

function decodeCursor(cursor: string, order: string): string {
  const [, given, key] = /^(\w+):(.+)$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (given !== order || key === undefined)
    throw invalidInput("Argument Validation Error: after is not a valid cursor.");
  return key;
}
