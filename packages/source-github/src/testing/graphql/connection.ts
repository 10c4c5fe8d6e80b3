import type { Arguments } from "./context.ts";
import { graphqlError, refused } from "./errors.ts";

/** How a connection's items are ordered: each has a key, compared part by part. */
export interface Ordering<Item> {
  key(item: Item, index: number): readonly (number | string)[];
  readonly descending?: boolean;
  /** Arguments, besides the four of paging, that the caller has taken care of. */
  readonly known?: readonly string[];
}

type Key = readonly (number | string)[];

const paging = new Set(["first", "last", "after", "before"]);

/**
 * Cuts a page out of items. A cursor holds its item's key, so a page after it begins behind that key whatever came,
 * went or moved in between: what was changed during a walk by time of change may be passed by, as with GitHub.
 */
export function connection<Item>(items: readonly Item[], parameters: Arguments, ordering: Ordering<NoInfer<Item>>) {
  for (const name of Object.keys(parameters)) {
    const isKnown = paging.has(name) || ordering.known?.includes(name) === true;
    if (!isKnown && parameters[name] !== null)
      throw refused(`it does not know the argument "${name}" of this connection.`);
  }
  const sign = ordering.descending === true ? -1 : 1;
  const entries = items.map((item, index) => ({ item, key: ordering.key(item, index) }));
  entries.sort((one, other) => sign * compare(one.key, other.key));

  const after = readCursor(parameters.after, "after");
  const before = readCursor(parameters.before, "before");
  const start = after === null ? 0 : firstIndex(entries, (entry) => sign * compare(entry.key, after) > 0);
  const end = before === null ? entries.length : firstIndex(entries, (entry) => sign * compare(entry.key, before) >= 0);
  const within = entries.slice(start, Math.max(start, end));
  const { first, last } = parameters as { first?: number | null; last?: number | null };
  const head = typeof first === "number" ? within.slice(0, first) : within;
  const page = typeof last === "number" ? head.slice(Math.max(0, head.length - last)) : head;
  const offset = typeof last === "number" ? start + head.length - page.length : start;

  const cursorAt = (entry: (typeof page)[number] | undefined) => (entry === undefined ? null : writeCursor(entry.key));
  return {
    totalCount: items.length,
    nodes: () => page.map((entry) => entry.item),
    edges: () => page.map((entry) => ({ cursor: writeCursor(entry.key), node: entry.item })),
    pageInfo: () => ({
      startCursor: cursorAt(page[0]),
      endCursor: cursorAt(page.at(-1)),
      hasNextPage: offset + page.length < entries.length,
      hasPreviousPage: offset > 0,
    }),
  };
}

/** By the time of creation, then by id. */
export const byCreation = { key: (record: { createdAt: number; id: number }) => [record.createdAt, record.id] };

/** As the list is. */
export const byPosition = { key: (_: unknown, index: number) => [index] };

/** Reads `orderBy` for lists ordered by a time of theirs; the default when absent. */
export function timeOrder(parameters: Arguments, otherwise: { field: string; direction: string }) {
  const { field, direction } =
    (parameters.orderBy as { field: string; direction: string } | null | undefined) ?? otherwise;
  if (field !== "CREATED_AT" && field !== "UPDATED_AT") throw refused(`it does not order by ${field}.`);
  const time = field === "CREATED_AT" ? "createdAt" : "updatedAt";
  return {
    key: (record: { createdAt: number; updatedAt: number; id: number }) => [record[time], record.id],
    descending: direction === "DESC",
  };
}

function compare(one: Key, other: Key): number {
  for (let index = 0; index < one.length; index += 1) {
    const [left, right] = [one[index] ?? 0, other[index] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function firstIndex<Entry>(entries: readonly Entry[], test: (entry: Entry) => boolean): number {
  const index = entries.findIndex(test);
  return index < 0 ? entries.length : index;
}

function writeCursor(key: Key): string {
  return Buffer.from(`cursor:v2:${JSON.stringify(key)}`).toString("base64");
}

function readCursor(value: unknown, name: string): Key | null {
  if (value === null || value === undefined) return null;
  const text = Buffer.from(String(value), "base64").toString();
  try {
    if (!text.startsWith("cursor:v2:")) throw new Error("no cursor");
    return JSON.parse(text.slice("cursor:v2:".length)) as Key;
  } catch {
    throw graphqlError(
      "INVALID_CURSOR_ARGUMENTS",
      `\`${value}\` does not appear to be a valid cursor for \`${name}\`.`,
    );
  }
}
