import type { z } from "zod";
import { type FakeDataSource, type FakePage, holderOf, isTrashed, isVisible } from "../state/model.ts";
import { minute, renderBlock, renderComment, renderPage, renderSource } from "./render.ts";
import type { Fields, queryBody, RouteAnswer, RouteContext, searchBody } from "./route.ts";

/** What Notion says of what is not there or not shared. */
export const notFound = (what: string): RouteAnswer => ({
  problem: {
    status: 404,
    code: "object_not_found",
    message: `Could not find ${what}. Make sure the relevant pages and databases are shared with your integration.`,
  },
});

/** A thing, if the connection may see it. */
export const shared = <Thing extends FakePage | FakeDataSource>({ store }: RouteContext, thing: Thing | undefined) =>
  thing !== undefined && isVisible(store, thing) ? thing : undefined;

/** What places in lists begin with: nobody should read an id out of one. */
const CURSOR = "after-";

/** One page of a list, after the item a cursor names. */
export function pageOf<Item>(
  type: string,
  items: readonly Item[],
  { start_cursor: cursor, page_size: wanted = 100 }: Fields,
  idOf: (item: Item) => string,
  show: (item: Item) => unknown,
  more: object = {},
): RouteAnswer {
  const last = String(cursor ?? "").slice(CURSOR.length);
  const before = cursor === undefined ? -1 : items.findIndex((item) => idOf(item) === last);
  if (cursor !== undefined && before < 0) {
    return { problem: { status: 400, code: "validation_error", message: "The start_cursor provided is invalid" } };
  }
  const shown = items.slice(before + 1, before + 1 + Number(wanted));
  const end = shown.at(-1);
  const hasMore = before + 1 + shown.length < items.length;
  return {
    body: {
      object: "list",
      results: shown.map(show),
      has_more: hasMore,
      next_cursor: hasMore && end !== undefined ? `${CURSOR}${idOf(end)}` : null,
      type,
      [type]: {},
      ...(hasMore ? {} : more),
    },
  };
}

function cached(
  { cache, store }: RouteContext,
  key: string,
  make: () => readonly (FakePage | FakeDataSource)[],
): readonly (FakePage | FakeDataSource)[] {
  const known = cache.get(key);
  if (known?.revision === store.revision) return known.items;
  const items = make();
  cache.set(key, { revision: store.revision, items });
  return items;
}

/** A page or table as Notion shows it. */
export const renderThing = ({ store, now }: RouteContext, thing: FakePage | FakeDataSource) =>
  thing.kind === "page" ? renderPage(store, thing, now()) : renderSource(store, thing);

/** `POST /v1/search`. */
export function search(context: RouteContext, given: Fields): RouteAnswer {
  const { store } = context;
  const { filter, sort } = given as z.infer<typeof searchBody>;
  const isTrash = filter?.in_trash === true;
  const value = filter?.value ?? "page";
  const direction = sort?.direction ?? "descending";
  const items = cached(context, `search ${value} ${isTrash} ${direction}`, () => {
    const all = value === "page" ? [...store.pages.values()] : [...store.sources.values()];
    const found = all.filter(
      (thing) => thing.isFound && isVisible(store, thing) && isTrashed(store, thing) === isTrash,
    );
    const sign = direction === "ascending" ? 1 : -1;
    return found.sort((one, other) => sign * (one.editedAt - other.editedAt) || (one.id < other.id ? -1 : 1));
  });
  const show = (thing: FakePage | FakeDataSource) => renderThing(context, thing);
  return pageOf("page_or_data_source", items, given, (thing) => thing.id, show, {
    request_status: { type: "complete" },
  });
}

/** `POST /v1/data_sources/{}/query`. */
export function query(context: RouteContext, tableId: string, given: Fields): RouteAnswer {
  const { store } = context;
  const source = shared(context, store.sources.get(tableId));
  if (source === undefined) return notFound(`data source with ID: ${tableId}`);
  const { filter, sorts } = given as z.infer<typeof queryBody>;
  const items = cached(context, `query ${tableId} ${JSON.stringify([filter, sorts])}`, () => {
    const key = sorts?.[0]?.timestamp === "last_edited_time" ? "editedAt" : "createdAt";
    const matches = (row: FakePage) => {
      if (isTrashed(store, row)) return false;
      if (filter === undefined) return true;
      const [time, condition] =
        filter.timestamp === "created_time"
          ? [row.createdAt, filter.created_time]
          : [row.editedAt, filter.last_edited_time];
      const shown = minute(time);
      return "after" in condition ? shown > condition.after : shown >= condition.on_or_after;
    };
    return source.rows.filter(matches).sort((one, other) => one[key] - other[key]);
  });
  const limit = context.queryLimit();
  const isCut = items.length > limit;
  const status = isCut ? { type: "incomplete", incomplete_reason: "query_result_limit_reached" } : { type: "complete" };
  return pageOf(
    "page_or_data_source",
    isCut ? items.slice(0, limit) : items,
    given,
    (row) => row.id,
    (row) => renderThing(context, row),
    {
      request_status: status,
    },
  );
}

/** `GET /v1/blocks/{}/children`. */
export function children(context: RouteContext, blockId: string, given: Fields): RouteAnswer {
  const { store } = context;
  const page = store.pages.get(blockId);
  const block = store.blocks.get(blockId);
  const holder = page ?? (block && holderOf(store, block.parent));
  if (holder === undefined || shared(context, holder) === undefined) return notFound(`block with ID: ${blockId}`);
  const from = (block?.content.synced_from as { block_id?: string } | null | undefined)?.block_id;
  const all = page?.blocks ?? (from === undefined ? block : store.blocks.get(from))?.children ?? [];
  const kept = all.filter(({ id: own, type }) => {
    const page = type === "child_page" ? store.pages.get(own) : undefined;
    const sources = type === "child_database" ? (store.databases.get(own)?.sources ?? []) : [];
    if (page !== undefined) return !page.inTrash && isVisible(store, page);
    return sources.length === 0 || sources.some((source) => !source.inTrash && isVisible(store, source));
  });
  return pageOf(
    "block",
    kept,
    given,
    (item) => item.id,
    (item) => renderBlock(store, item, context.now()),
  );
}

/** `GET /v1/comments`. */
export function comments(context: RouteContext, given: Fields): RouteAnswer {
  const { store } = context;
  const at = String(given.block_id);
  const block = store.blocks.get(at);
  const holder = store.pages.get(at) ?? (block && holderOf(store, block.parent));
  if (holder === undefined || shared(context, holder) === undefined) return notFound(`block with ID: ${at}`);
  return pageOf("comment", store.comments.get(at) ?? [], given, (item) => item.id, renderComment);
}

/** `GET /v1/pages/{}/properties/{}`. */
export function propertyItems(context: RouteContext, pageId: string, propertyId: string, given: Fields): RouteAnswer {
  const page = shared(context, context.store.pages.get(pageId));
  const value =
    page && Object.values(page.values).find((item) => decodeURIComponent(item.id) === decodeURIComponent(propertyId));
  if (value === undefined) return notFound(`property with ID: ${propertyId}`);
  if (!Array.isArray(value.value))
    return { body: { object: "property_item", id: value.id, type: value.type, [value.type]: value.value } };
  const items = value.value.map((item: unknown, index) => ({ item, index }));
  const show = ({ item }: { item: unknown }) => ({
    object: "property_item",
    id: value.id,
    type: value.type,
    [value.type]: item,
  });
  return pageOf("property_item", items, given, ({ index }) => String(index), show);
}
