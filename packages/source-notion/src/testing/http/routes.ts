import { z } from "zod";
import { holderOf, isVisible } from "../state/model.ts";
import { children, comments, notFound, pageOf, propertyItems, query, renderThing, search, shared } from "./lists.ts";
import { writeMarkdown } from "./markdown.ts";
import { renderBlock, renderDatabase, renderUser } from "./render.ts";
import { id, nothing, paging, queryBody, type Route, searchBody } from "./route.ts";

/** The routes of Notion's REST API the fake answers (developers.notion.com/reference). */
export const routes: readonly Route[] = [
  {
    method: "GET",
    route: "/v1/users/me",
    query: nothing,
    answer: ({ self, workspace }) => ({ body: renderUser(self, workspace) }),
  },
  {
    method: "GET",
    route: "/v1/users",
    query: z.strictObject(paging),
    capability: "users",
    answer({ store, workspace }, _ids, given) {
      const users = [...store.users.values()].filter(({ isGuest }) => !isGuest);
      return pageOf(
        "user",
        users,
        given,
        (user) => user.id,
        (user) => renderUser(user, workspace),
      );
    },
  },
  {
    method: "GET",
    route: "/v1/users/{}",
    query: nothing,
    capability: "users",
    answer({ store, workspace }, [userId = ""]) {
      const user = store.users.get(userId);
      return user === undefined ? notFound(`user with ID: ${userId}`) : { body: renderUser(user, workspace) };
    },
  },
  {
    method: "POST",
    route: "/v1/search",
    query: nothing,
    body: searchBody,
    capability: "content",
    answer: (context, _ids, given) => search(context, given),
  },
  {
    method: "GET",
    route: "/v1/pages/{}",
    query: nothing,
    capability: "content",
    answer(context, [pageId = ""]) {
      const page = shared(context, context.store.pages.get(pageId));
      return page === undefined ? notFound(`page with ID: ${pageId}`) : { body: renderThing(context, page) };
    },
  },
  {
    method: "GET",
    route: "/v1/pages/{}/markdown",
    query: z.strictObject({ include_transcript: z.enum(["true", "false"]).optional() }),
    capability: "content",
    answer(context, [pageId = ""]) {
      const page = shared(context, context.store.pages.get(pageId));
      if (page === undefined) return notFound(`page with ID: ${pageId}`);
      const { markdown, unknown } = writeMarkdown(context.store, page.blocks);
      const truncated = markdown.length > context.markdownLimit();
      const shown = truncated ? markdown.slice(0, context.markdownLimit()) : markdown;
      return { body: { object: "page_markdown", id: page.id, markdown: shown, truncated, unknown_block_ids: unknown } };
    },
  },
  {
    method: "GET",
    route: "/v1/pages/{}/properties/{}",
    query: z.strictObject(paging),
    capability: "content",
    answer: (context, [pageId = "", propertyId = ""], given) => propertyItems(context, pageId, propertyId, given),
  },
  {
    method: "GET",
    route: "/v1/blocks/{}",
    query: nothing,
    capability: "content",
    answer(context, [blockId = ""]) {
      const block = context.store.blocks.get(blockId);
      const holder = block && holderOf(context.store, block.parent);
      if (block === undefined || holder === undefined || shared(context, holder) === undefined) {
        return notFound(`block with ID: ${blockId}`);
      }
      return { body: renderBlock(context.store, block, context.now()) };
    },
  },
  {
    method: "GET",
    route: "/v1/blocks/{}/children",
    query: z.strictObject(paging),
    capability: "content",
    answer: (context, [blockId = ""], given) => children(context, blockId, given),
  },
  {
    method: "GET",
    route: "/v1/databases/{}",
    query: nothing,
    capability: "content",
    answer(context, [databaseId = ""]) {
      const database = context.store.databases.get(databaseId);
      const isSeen = database?.sources.some((source) => isVisible(context.store, source)) === true;
      if (database === undefined || !isSeen) return notFound(`database with ID: ${databaseId}`);
      return { body: renderDatabase(context.store, database) };
    },
  },
  {
    method: "GET",
    route: "/v1/data_sources/{}",
    query: nothing,
    capability: "content",
    answer(context, [tableId = ""]) {
      const source = shared(context, context.store.sources.get(tableId));
      return source === undefined
        ? notFound(`data source with ID: ${tableId}`)
        : { body: renderThing(context, source) };
    },
  },
  {
    method: "POST",
    route: "/v1/data_sources/{}/query",
    query: nothing,
    body: queryBody,
    capability: "content",
    answer: (context, [tableId = ""], given) => query(context, tableId, given),
  },
  {
    method: "GET",
    route: "/v1/comments",
    query: z.strictObject({ block_id: id, ...paging }),
    capability: "comments",
    answer: (context, _ids, given) => comments(context, given),
  },
];
