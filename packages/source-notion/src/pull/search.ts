import type { z } from "zod";
import type { NotionClient } from "../api/client.ts";
import { asExpired, nextOf, PAGE_SIZE } from "../api/pages.ts";
import {
  type DataSource,
  dataSourceSchema,
  type Page,
  pageSchema,
  type Thing,
  thingListSchema,
} from "../api/schemas.ts";

/** One page of a search. */
export interface SearchPage<Item> {
  readonly items: readonly Item[];
  /** Ids of those that are not as documented. */
  readonly unreadable: readonly string[];
  readonly next: string | null;
  /** Whether Notion says that it left something out. */
  readonly isIncomplete: boolean;
}

/** Pages shared with the connection, those changed last first; rows are among them. */
export const searchPages = (client: NotionClient, next: string | null, inTrash = false): Promise<SearchPage<Page>> =>
  searchFor(client, "page", pageSchema, next, inTrash);

/** Tables shared with the connection, those changed last first. */
export const searchTables = (
  client: NotionClient,
  next: string | null,
  inTrash = false,
): Promise<SearchPage<DataSource>> => searchFor(client, "data_source", dataSourceSchema, next, inTrash);

async function searchFor<Item>(
  client: NotionClient,
  value: "page" | "data_source",
  schema: z.ZodType<Item>,
  next: string | null,
  inTrash: boolean,
): Promise<SearchPage<Item>> {
  const what = `the ${value === "page" ? "pages" : "tables"}${inTrash ? " in the trash" : ""}`;
  const list = await client
    .ask(
      what,
      (notion) =>
        notion.search({
          filter: { property: "object", value, ...(inTrash && { in_trash: true }) },
          sort: { timestamp: "last_edited_time", direction: "descending" },
          page_size: PAGE_SIZE,
          ...(next !== null && { start_cursor: next }),
        }),
      thingListSchema,
    )
    .catch((error: unknown) => {
      throw asExpired(error, next);
    });
  return { ...sortOut(schema, list.results), next: nextOf(what, list, next), isIncomplete: isIncomplete(list) };
}

/** Those that are as documented, and the ids of the others. */
export function sortOut<Item>(schema: z.ZodType<Item>, things: readonly Thing[]) {
  const items: Item[] = [];
  const unreadable: string[] = [];
  for (const thing of things) {
    const parsed = schema.safeParse(thing);
    if (parsed.success) items.push(parsed.data);
    else unreadable.push(thing.id);
  }
  return { items, unreadable };
}

/** Whether an answer says that it is not all there is. */
export function isIncomplete({
  request_status,
}: {
  readonly request_status?: { readonly type: string } | undefined;
}): boolean {
  return request_status?.type === "incomplete";
}
