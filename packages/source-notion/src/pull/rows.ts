import { createHash } from "node:crypto";
import type { NotionClient } from "../api/client.ts";
import { asExpired, nextOf, PAGE_SIZE } from "../api/pages.ts";
import { type DataSource, type Page, rowSchema, thingListSchema } from "../api/schemas.ts";
import { EDGE_MAX, type RowWindow } from "./cursor.ts";
import { isIncomplete, sortOut } from "./search.ts";

/** One page of a table's rows. */
export interface RowPage {
  readonly rows: readonly (Page | DataSource)[];
  /** Ids of those that are not as documented. */
  readonly unreadable: readonly string[];
  /** Where to go on: null when the table is read. */
  readonly window: RowWindow | null;
  /** Whether more rows were changed in one minute than Notion gives, so that some cannot be read. */
  readonly isStuck: boolean;
}

/**
 * Reads one page of rows. A query ends after 10,000 of them (developers.notion.com/guides/data-apis/query-large-data-sources):
 * the next window begins with the time of the last one. Rows are ordered by when they were made, or changed when `since`
 * is given.
 */
export async function readRows(
  client: NotionClient,
  window: RowWindow,
  key: "created_time" | "last_edited_time",
  isEndDoubted: boolean,
): Promise<RowPage> {
  const { id, next, from, isAfter } = window;
  const ask = () =>
    client
      .ask(
        "rows",
        (notion) =>
          notion.dataSources.query({
            data_source_id: id,
            sorts: [{ timestamp: key, direction: "ascending" }],
            page_size: PAGE_SIZE,
            ...(from !== null && { filter: filterOf(key, from, isAfter) }),
            ...(next !== null && { start_cursor: next }),
          }),
        thingListSchema,
      )
      .catch((error: unknown) => {
        throw asExpired(error, next);
      });
  let list = await ask();
  if (isEndDoubted && !list.has_more) {
    // What is missing from a complete listing is deleted: a table's end is believed when it is said twice.
    const again = await ask();
    if (again.results.length >= list.results.length) list = again;
  }
  const following = nextOf("rows", list, next);
  const before = new Set(window.edge);
  const { items, unreadable } = sortOut(rowSchema, list.results);
  const rows = items.filter((row) => !before.has(shortHash(row.id)));
  const moved = items.reduce((at: RowWindow, row) => advance(at, row[key], row.id), window);
  if (following !== null) return { rows, unreadable, window: { ...moved, next: following }, isStuck: false };
  if (!isIncomplete(list) || moved.last === null) return { rows, unreadable, window: null, isStuck: false };
  const isStuck = moved.last === from && !isAfter;
  return { rows, unreadable, window: { ...moved, next: null, from: moved.last, isAfter: isStuck }, isStuck };
}

function filterOf(key: "created_time" | "last_edited_time", from: string, isAfter: boolean) {
  const condition = isAfter ? { after: from } : { on_or_after: from };
  return key === "created_time"
    ? { timestamp: key, created_time: condition }
    : { timestamp: key, last_edited_time: condition };
}

function advance(window: RowWindow, time: string, id: string): RowWindow {
  const edge = window.last === time ? window.edge : [];
  const hash = shortHash(id);
  if (edge.includes(hash)) return window;
  return { ...window, last: time, edge: [...edge, hash].slice(-EDGE_MAX) };
}

function shortHash(id: string): string {
  return createHash("sha256").update(id).digest("base64url").slice(0, 8);
}
