import { isGone, isUndocumented } from "../api/failure.ts";
import { readDatabase, readDataSource, readPage } from "../api/read.ts";
import type { DataSource, Page } from "../api/schemas.ts";
import type { RowWindow } from "./cursor.ts";
import type { Listing } from "./listing.ts";
import { readRows } from "./rows.ts";
import { type SearchPage, searchPages, searchTables } from "./search.ts";
import { findInside, pageAround } from "./walk.ts";

/** One list of a pull: reads one page of it, and says whether that was the last. */
type Step = (listing: Listing) => Promise<boolean>;

/**
 * The lists of a complete pull. Search is asked twice for pages and for tables, so that what it leaves out once is not
 * taken for gone; what it never shows is found in the pages and tables themselves.
 */
const fullSteps: readonly Step[] = [listTables, listPages, walkPages, listRows];

const changeSteps: readonly Step[] = [
  listTables,
  listPages,
  listUnfound,
  listTrashedPages,
  listTrashedTables,
  listRows,
];

/** Does the next thing there is to do, a request or a few; true when there is nothing left. */
export async function readStep(listing: Listing): Promise<boolean> {
  const { position } = listing;
  const inside = position.stack.pop();
  if (inside !== undefined) {
    await walkInto(listing, inside);
    return false;
  }
  const step = (position.full ? fullSteps : changeSteps)[position.phase];
  if (step === undefined) return true;
  if (await step(listing)) {
    position.phase += 1;
    position.next = null;
    position.isListed = false;
  }
  return false;
}

/** Notes where a search goes on; true when it need not, as what comes next was not changed since. */
function moveOn<Item extends Page | DataSource>({ position, since }: Listing, page: SearchPage<Item>): boolean {
  if (page.isIncomplete) position.proven = false;
  position.next = page.next;
  const oldest = page.items.at(-1);
  return page.next === null || (oldest !== undefined && Date.parse(oldest.last_edited_time) < since);
}

const isNews = ({ since }: Listing, thing: Page | DataSource) => Date.parse(thing.last_edited_time) >= since;

async function listTables(listing: Listing): Promise<boolean> {
  const page = await searchTables(listing.client, listing.position.next);
  for (const id of page.unreadable) listing.addUnreadable("table", id);
  for (const table of page.items) if (!table.in_trash && isNews(listing, table)) listing.addTable(table);
  return moveOn(listing, page);
}

async function listPages(listing: Listing): Promise<boolean> {
  const { position, client, filter, context } = listing;
  const found = await searchPages(client, position.next);
  for (const id of found.unreadable) listing.addUnreadable("page", id);
  for (const page of found.items) {
    if (page.in_trash || !isNews(listing, page)) continue;
    const tableId = page.parent.data_source_id;
    if (tableId !== undefined && context.config.rows === false) continue;
    if (position.full) {
      // Rows are listed with their table, unless the row is shared and the table is not.
      if (tableId === undefined || !(await isTableListed(listing, tableId))) listing.addPage(page);
      continue;
    }
    if (filter.has(page.id)) continue;
    listing.addPage(page);
    position.stack.push(tableId === undefined ? page.id : rowEntry(page.id));
  }
  return moveOn(listing, found);
}

/** A row on the stack: one that has pages in it is remembered. */
const rowEntry = (id: string) => `${id}r`;

/** Whether a row's table can be read, and is listed; lists one that search has not shown. */
async function isTableListed(listing: Listing, id: string): Promise<boolean> {
  const { filter, client, position } = listing;
  if (filter.has(id)) return true;
  try {
    const table = await readDataSource(client, id);
    if (table.in_trash) return false;
    listing.addTable(table);
    position.tables.push(id);
    return true;
  } catch (error) {
    if (!isGone(error)) throw error;
    return false;
  }
}

/** Goes through the pages once more, to look for pages and tables in them. */
async function walkPages(listing: Listing): Promise<boolean> {
  const { position, client, filter } = listing;
  if (position.next === null) position.stack.push(...listing.parents.map(rowEntry));
  const found = await searchPages(client, position.next);
  const looked = new Set<string>();
  for (const page of found.items) {
    if (page.in_trash || page.parent.data_source_id !== undefined) continue;
    if (!filter.has(page.id)) listing.addPage(page);
    position.stack.push(page.id);
    const around = await pageAround(client, page);
    if (around === undefined || filter.has(around) || looked.has(around)) continue;
    // Not among the pages: a row, or a page that search does not show.
    looked.add(around);
    if (!listing.parents.includes(around)) position.stack.push(rowEntry(around));
  }
  return moveOn(listing, found);
}

/** Lists the pages and tables in a page that were not listed yet. */
async function walkInto(listing: Listing, entry: string): Promise<void> {
  const { client, filter, position, since } = listing;
  const isRow = entry.endsWith("r");
  const id = isRow ? entry.slice(0, -1) : entry;
  const things = await findInside(client, id);
  if (things === undefined || things.length === 0) return;
  if (isRow) listing.addParent(id);
  for (const thing of things) {
    if (thing.touchedAt < since || filter.has(thing.id)) continue;
    try {
      if (thing.kind === "page") {
        const page = await readOrNote(listing, thing.id);
        if (page === undefined || page.in_trash) continue;
        listing.addPage(page);
        listing.addUnfound(page.id);
        position.stack.push(page.id);
      } else {
        const database = await readDatabase(client, thing.id);
        if (database.in_trash) continue;
        for (const source of database.data_sources) await isTableListed(listing, source.id);
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** A page by itself; one that is not as documented is listed as such and must not cost the others. */
async function readOrNote(listing: Listing, id: string): Promise<Page | undefined> {
  try {
    return await readPage(listing.client, id);
  } catch (error) {
    if (!isUndocumented(error)) throw error;
    // What is in it is not looked for, so this listing cannot have seen everything.
    listing.position.proven = false;
    listing.addUnreadable("page", id);
    return undefined;
  }
}

/** Asks for the pages that search does not show, one after the other. */
async function listUnfound(listing: Listing): Promise<boolean> {
  const { position, filter, unfound } = listing;
  const index = Number(position.next ?? 0);
  const id = unfound[index];
  if (id === undefined) return true;
  position.next = String(index + 1);
  if (filter.has(id)) return false;
  try {
    const page = await readOrNote(listing, id);
    if (page === undefined) return false;
    if (page.in_trash) listing.addDeletion("page", id);
    else if (isNews(listing, page)) {
      listing.addPage(page);
      position.stack.push(id);
    }
  } catch (error) {
    if (!isGone(error)) throw error;
    listing.addDeletion("page", id);
  }
  return false;
}

async function listTrashedPages(listing: Listing): Promise<boolean> {
  const found = await searchPages(listing.client, listing.position.next, true);
  for (const page of found.items) if (page.in_trash && isNews(listing, page)) listing.addDeletion("page", page.id);
  return moveOn(listing, found);
}

async function listTrashedTables(listing: Listing): Promise<boolean> {
  const found = await searchTables(listing.client, listing.position.next, true);
  for (const table of found.items) if (table.in_trash && isNews(listing, table)) listing.addDeletion("table", table.id);
  return moveOn(listing, found);
}

/** Reads the rows of one table after the other: those search shows now, and those found on the way. */
async function listRows(listing: Listing): Promise<boolean> {
  const { position, client, filter, context } = listing;
  if (context.config.rows === false && !position.full) return true;
  if (position.window !== null) {
    await listRowsOf(listing, position.window);
    return false;
  }
  const id = position.tables.shift();
  if (id !== undefined) {
    if (context.config.rows === false) return false;
    const from = position.full ? null : new Date(listing.since).toISOString();
    position.window = { id, next: null, from, isAfter: false, last: null, edge: [] };
    return false;
  }
  if (position.isListed) return true;
  let found = await searchTables(client, position.next);
  if (position.full && found.next === null) {
    // Rows are read of the tables this shows, so its end is believed when it is said twice.
    const again = await searchTables(client, position.next);
    if (again.items.length >= found.items.length) found = again;
  }
  for (const table of found.items) {
    if (table.in_trash) continue;
    if (position.full && !filter.has(table.id)) listing.addTable(table);
    position.tables.push(table.id);
  }
  if (found.isIncomplete) position.proven = false;
  position.next = found.next;
  position.isListed = found.next === null;
  return false;
}

async function listRowsOf(listing: Listing, window: RowWindow): Promise<void> {
  const { position, client, filter, context } = listing;
  const key = position.full ? "created_time" : "last_edited_time";
  const read = await readRows(client, window, key, position.full).catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  position.window = read?.window ?? null;
  if (read?.isStuck === true) {
    position.proven = false;
    const { workspace } = context.config;
    context.logger?.warn({ workspace, table: window.id }, "Notion: more rows have the same time than Notion lists.");
  }
  for (const id of read?.unreadable ?? []) listing.addUnreadable("page", id);
  for (const row of read?.rows ?? []) {
    if (row.in_trash) continue;
    if (row.object === "data_source") {
      // A wiki holds tables among its rows.
      await isTableListed(listing, row.id);
      continue;
    }
    if (!position.full && (filter.has(row.id) || !isNews(listing, row))) continue;
    if (position.full) listing.addRow(row);
    else listing.addPage(row);
    if (!position.full || context.config.walkRows === true) position.stack.push(rowEntry(row.id));
  }
}
