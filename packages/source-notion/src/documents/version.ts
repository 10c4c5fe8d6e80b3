import { createHash } from "node:crypto";
import type { DataSource, Page, Property } from "../api/schemas.ts";

/**
 * How long after an edit a page may be edited again without showing it, in milliseconds: Notion's times count whole
 * minutes (developers.notion.com/reference/page, last_edited_time).
 */
const FRESH_MS = 120_000;

/** Values that change by themselves, as time passes or as other rows do: they would have rows read again for ever. */
const COMPUTED: ReadonlySet<string> = new Set(["formula", "rollup", "last_edited_time", "last_visited_time", "button"]);

/**
 * The version of a page: its time, and a hash of its title and values, which lists show. One just edited has another
 * version at every look, so that it is read with every pull until its minute is over, and once more then.
 */
export function pageVersion(page: Page, now: number): string {
  const values = Object.entries(page.properties)
    .filter(([, { type }]) => !COMPUTED.has(type))
    .map(([name, property]) => [name, property.type, essenceOf(property)])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return versionOf(page.last_edited_time, [page.url, page.parent, values], now);
}

/** The version of a table: its time, and a hash of everything its document says. */
export function tableVersion(table: DataSource, now: number): string {
  const columns = Object.values(table.properties)
    .map((column) => [column.name, column.type, column[column.type]])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const { title, description, url, parent, database_parent } = table;
  const texts = [title, description].map((items) => items.map(({ plain_text }) => plain_text).join(""));
  return versionOf(table.last_edited_time, [texts, url, parent, database_parent, columns], now);
}

/** Whether the version of something edited at this time will change without anybody editing it. */
export function isFresh(lastEdited: string, now: number): boolean {
  return now - Date.parse(lastEdited) < FRESH_MS;
}

function versionOf(lastEdited: string, parts: unknown, now: number): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
  return `${Date.parse(lastEdited)}-${hash}${isFresh(lastEdited, now) ? `-${now.toString(36)}` : ""}`;
}

/** A value without what changes from answer to answer: signed addresses, and what people are called. */
function essenceOf(property: Property): unknown {
  return withoutPassing(property[property.type] ?? null);
}

function withoutPassing(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutPassing);
  if ("object" in value && value.object === "user") return "id" in value ? value.id : null;
  if ("expiry_time" in value) return "file";
  return Object.entries(value).map(([name, field]) => [name, withoutPassing(field)]);
}
