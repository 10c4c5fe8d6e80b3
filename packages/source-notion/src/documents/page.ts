import { line, paragraphs } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import type { NotionClient } from "../api/client.ts";
import { isGone } from "../api/failure.ts";
import { readDataSource, readProperty } from "../api/read.ts";
import type { DataSource, Page, Property } from "../api/schemas.ts";
import { readContent } from "../blocks/content.ts";
import { plainText } from "../blocks/rich-text.ts";
import type { NotionContext } from "../context.ts";
import { readDiscussions } from "./comments.ts";
import { showValue, type TypedValue, typedValue } from "./properties.ts";
import { lastingUrl, timeOf } from "./text.ts";

/** A document without what the fetch knows: its id and version. */
export type Rendered = Omit<Document, "id" | "source" | "type" | "version">;

/** Most values of one kind a page holds in itself (developers.notion.com/reference/retrieve-a-page). */
const INLINE_MAX = 25;

/** Longest list of related pages in a document's metadata. */
const RELATED_MAX = 200;

/** The tables of one fetch: rows of one table name it again and again. */
export type TableCache = Map<string, Promise<DataSource | undefined>>;

/** A page, or a row with its values, as a document. */
export async function renderPage(
  context: NotionContext,
  client: NotionClient,
  page: Page,
  tables: TableCache,
): Promise<Rendered> {
  const nameOf = (id: string) => context.users.name(client, id);
  const table = await tableOf(client, page, tables);
  const properties = await readWhole(client, page);
  const title = titleOf(properties);
  const values = new Map<string, TypedValue>();
  for (const name of orderOf(properties, table)) {
    const property = properties[name];
    if (property !== undefined && property.type !== "title") values.set(name, await typedValue(property, nameOf));
  }
  const body = await readContent(client, page.id, context.config.comments === "all");
  const discussions = await readDiscussions(context, client, page.id, body.nodes);
  const facts = [...values]
    .filter(([name]) => !(properties[name]?.type === "relation"))
    .flatMap(([name, value]) => {
      const shown = line(showValue(value));
      return shown === "" ? [] : [`${line(name)}: ${shown}`];
    });
  const inTable = table === undefined ? "" : `Table: ${line(plainText(table.title)) || "Untitled"}`;
  const related = Object.values(properties).flatMap((property) => relatedIds(property));
  const missing = [...body.missing, ...discussions.missing];
  const author = page.created_by === undefined ? undefined : await nameOf(page.created_by.id);
  const state = Object.values(properties).find(({ type }) => type === "status");
  const labels = Object.entries(properties).flatMap(([name, { type }]) => {
    const value = type === "multi_select" || type === "select" ? values.get(name) : null;
    return typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  });
  const stateText = state === undefined ? null : await typedValue(state, nameOf);
  return {
    title: title || "Untitled",
    content: paragraphs(
      `# ${title || "Untitled"}`,
      [inTable, ...facts].filter((row) => row !== "").join("\n"),
      body.text,
      discussions.text,
    ),
    format: "markdown",
    ...optional("url", lastingUrl(page.url)),
    ...(author !== undefined && author !== "" && { author: { name: line(author) } }),
    ...(typeof stateText === "string" && { state: stateText }),
    ...(labels.length > 0 && { labels }),
    ...optional("createdAt", timeOf(page.created_time)),
    ...optional("updatedAt", timeOf(page.last_edited_time)),
    ...(missing.length > 0 && { missing }),
    metadata: {
      ...(page.parent.page_id !== undefined && { parent: context.idOf("page", page.parent.page_id) }),
      ...(page.parent.data_source_id !== undefined && { table: context.idOf("table", page.parent.data_source_id) }),
      ...(values.size > 0 && {
        properties: Object.fromEntries([...values].map(([name, value]) => [line(name), toJson(value)])),
      }),
      ...(related.length > 0 && { related: related.slice(0, RELATED_MAX).map((id) => context.idOf("page", id)) }),
    },
  };
}

/** A row's table, asked for once a fetch; undefined for a page elsewhere, and for a table that is not shared. */
async function tableOf(client: NotionClient, page: Page, tables: TableCache): Promise<DataSource | undefined> {
  const id = page.parent.data_source_id;
  if (id === undefined) return undefined;
  const known =
    tables.get(id) ??
    readDataSource(client, id).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      tables.delete(id);
      throw error;
    });
  tables.set(id, known);
  return known;
}

/** Values with those that are longer than a page holds read to their end. */
async function readWhole(client: NotionClient, page: Page): Promise<Readonly<Record<string, Property>>> {
  const properties: Record<string, Property> = {};
  for (const [name, property] of Object.entries(page.properties)) {
    const value = property[property.type];
    const isLong =
      property.has_more === true ||
      (property.type === "people" && Array.isArray(value) && value.length >= INLINE_MAX) ||
      ((property.type === "rich_text" || property.type === "title") && mentions(value) >= INLINE_MAX);
    if (!isLong) {
      properties[name] = property;
      continue;
    }
    const items = await readProperty(client, page.id, property.id);
    properties[name] = { ...property, has_more: false, [property.type]: items.map((item) => item[item.type]) };
  }
  return properties;
}

function mentions(value: unknown): number {
  return Array.isArray(value) ? value.filter((item) => item?.type === "mention").length : 0;
}

/** Names of columns in the table's own order, then the rest. */
function orderOf(properties: Readonly<Record<string, Property>>, table: DataSource | undefined): readonly string[] {
  return [...new Set([...Object.keys(table?.properties ?? {}), ...Object.keys(properties)])];
}

/** A page's title: every page has one, whatever its column is called. */
export function titleOf(properties: Readonly<Record<string, Property>>): string {
  const title = Object.values(properties).find(({ type }) => type === "title")?.title;
  const items = Array.isArray(title) ? title : [];
  return line(items.map((item) => (typeof item?.plain_text === "string" ? item.plain_text : "")).join(""));
}

function relatedIds(property: Property): readonly string[] {
  if (property.type !== "relation" || !Array.isArray(property.relation)) return [];
  return property.relation.flatMap((item) => (typeof item?.id === "string" ? [item.id] : []));
}

function toJson(value: TypedValue) {
  if (value === null || typeof value !== "object") return value;
  return "start" in value ? { start: value.start, end: value.end } : [...value].slice(0, RELATED_MAX);
}

function optional<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
