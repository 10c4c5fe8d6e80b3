import type { NotionClient } from "./client.ts";
import { PAGE_SIZE, readToEnd } from "./pages.ts";
import {
  blockListSchema,
  blockSchema,
  commentListSchema,
  databaseSchema,
  dataSourceSchema,
  markdownSchema,
  pageSchema,
  propertyItemListSchema,
} from "./schemas.ts";

const from = (cursor: string | null) => ({ page_size: PAGE_SIZE, ...(cursor !== null && { start_cursor: cursor }) });

/** A page by its id. */
export const readPage = (client: NotionClient, id: string) =>
  client.ask("a page", (notion) => notion.pages.retrieve({ page_id: id }), pageSchema);

/** A table by its id. */
export const readDataSource = (client: NotionClient, id: string) =>
  client.ask("a table", (notion) => notion.dataSources.retrieve({ data_source_id: id }), dataSourceSchema);

/** A database by its id. */
export const readDatabase = (client: NotionClient, id: string) =>
  client.ask("a database", (notion) => notion.databases.retrieve({ database_id: id }), databaseSchema);

/** A block by its id. */
export const readBlock = (client: NotionClient, id: string) =>
  client.ask("a block", (notion) => notion.blocks.retrieve({ block_id: id }), blockSchema);

/** Everything directly in a block or page. */
export const readChildren = (client: NotionClient, id: string) =>
  readToEnd("blocks", (cursor) =>
    client.ask("blocks", (notion) => notion.blocks.children.list({ block_id: id, ...from(cursor) }), blockListSchema),
  );

/** A page in one answer, however deep its blocks are (developers.notion.com/reference/retrieve-page-markdown). */
export const readMarkdown = (client: NotionClient, pageId: string) =>
  client.ask("a page as Markdown", (notion) => notion.pages.retrieveMarkdown({ page_id: pageId }), markdownSchema);

/** The unresolved comments at a page or block: Notion lists no others (developers.notion.com/reference/list-comments). */
export const readComments = (client: NotionClient, id: string) =>
  readToEnd("comments", (cursor) =>
    client.ask("comments", (notion) => notion.comments.list({ block_id: id, ...from(cursor) }), commentListSchema),
  );

/** Everything in a value: a page holds 25 of each only (developers.notion.com/reference/retrieve-a-page-property). */
export const readProperty = (client: NotionClient, pageId: string, propertyId: string) =>
  readToEnd("values", (cursor) =>
    client.ask(
      "a value",
      (notion) => notion.pages.properties.retrieve({ page_id: pageId, property_id: propertyId, ...from(cursor) }),
      propertyItemListSchema,
    ),
  );
