import {
  type FakeBlock,
  type FakeComment,
  type FakeDatabase,
  type FakeDataSource,
  type FakePage,
  type FakeStore,
  type FakeUser,
  isTrashed,
} from "../state/model.ts";

/** Most values of one kind in a page (developers.notion.com/reference/retrieve-a-page). */
const INLINE_MAX = 25;

/** A time as Notion shows it: whole minutes. */
export function minute(milliseconds: number): string {
  const whole = Math.floor(milliseconds / 60_000) * 60_000;
  const known = minutes.get(whole);
  if (known !== undefined) return known;
  const text = new Date(whole).toISOString();
  minutes.set(whole, text);
  return text;
}

/** Lists show the same few minutes again and again. */
const minutes = new Map<number, string>();

const partialUser = (id: string) => ({ object: "user", id });
const linkTo = (id: string) => `https://www.notion.so/${id.replaceAll("-", "")}`;

export function renderUser({ id, name, type }: FakeUser, workspace: string) {
  const own =
    type === "bot"
      ? { bot: { owner: { type: "workspace", workspace: true }, workspace_name: workspace } }
      : { person: {} };
  return { object: "user", id, name, avatar_url: null, type, ...own };
}

export function renderPage(store: FakeStore, page: FakePage, now: number) {
  const isOut = isTrashed(store, page);
  return {
    object: "page",
    id: page.id,
    created_time: minute(page.createdAt),
    last_edited_time: minute(page.editedAt),
    created_by: partialUser(page.createdBy),
    last_edited_by: partialUser(page.createdBy),
    cover: null,
    icon: null,
    parent: page.parent,
    in_trash: isOut,
    is_archived: false,
    is_locked: false,
    properties: Object.fromEntries(
      Object.entries(page.values).map(([name, { id, type, value }]) => {
        const isLong =
          /^(relation|people|title|rich_text)$/.test(type) && Array.isArray(value) && value.length > INLINE_MAX;
        const shown = isLong ? value.slice(0, INLINE_MAX) : type === "files" ? signed(value, now) : value;
        return [name, { id, type, [type]: shown, ...(type === "relation" && { has_more: isLong }) }];
      }),
    ),
    url: linkTo(page.id),
    public_url: null,
  };
}

export function renderSource(store: FakeStore, source: FakeDataSource) {
  const database = store.databases.get(source.databaseId);
  return {
    object: "data_source",
    id: source.id,
    title: source.title,
    description: source.description,
    parent: { type: "database_id", database_id: source.databaseId },
    database_parent: database?.parent ?? { type: "workspace", workspace: true },
    is_inline: false,
    in_trash: isTrashed(store, source),
    created_time: minute(source.createdAt),
    last_edited_time: minute(source.editedAt),
    created_by: partialUser(source.createdBy),
    last_edited_by: partialUser(source.createdBy),
    properties: Object.fromEntries(
      source.columns.map(({ id, name, type, settings }) => [
        name,
        { id, name, description: null, type, [type]: settings },
      ]),
    ),
    icon: null,
    cover: null,
    url: linkTo(source.databaseId),
    public_url: null,
  };
}

export function renderDatabase(store: FakeStore, database: FakeDatabase) {
  return {
    object: "database",
    id: database.id,
    title: [{ type: "text", plain_text: database.title, href: null, annotations: {} }],
    description: [],
    parent: database.parent,
    is_inline: false,
    is_locked: false,
    in_trash: database.sources.every((source) => isTrashed(store, source)),
    created_time: minute(database.createdAt),
    last_edited_time: minute(database.createdAt),
    data_sources: database.sources.map(({ id }) => ({ id, name: database.title })),
    icon: null,
    cover: null,
    url: linkTo(database.id),
    public_url: null,
  };
}

/** Blocks that say they have nothing in them: a page's or database's blocks are asked for by itself. */
export function renderBlock(store: FakeStore, block: FakeBlock, now: number) {
  const { id, type, children, parent, createdAt, editedAt, createdBy, content } = block;
  const from = (content.synced_from as { block_id?: string } | null | undefined)?.block_id;
  const shown = from === undefined ? children : (store.blocks.get(from)?.children ?? []);
  return {
    object: "block",
    id,
    parent,
    type,
    created_time: minute(createdAt),
    last_edited_time: minute(editedAt),
    created_by: partialUser(createdBy),
    last_edited_by: partialUser(createdBy),
    has_children: type === "child_page" ? (store.pages.get(id)?.blocks.length ?? 0) > 0 : shown.length > 0,
    in_trash: false,
    [type]: content.file === undefined ? content : signed(content, now),
  };
}

export function renderComment({ id, at, discussionId, createdAt, createdBy, text }: FakeComment) {
  return {
    object: "comment",
    id,
    parent: { type: at.type, [at.type]: at.id },
    discussion_id: discussionId,
    created_time: new Date(createdAt).toISOString(),
    last_edited_time: new Date(createdAt).toISOString(),
    created_by: partialUser(createdBy),
    rich_text: text,
    display_name: { type: "user", resolved_name: null },
  };
}

/** What a file's address begins with, before it is signed. */
const FILES = "https://prod-files-secure.s3.us-west-2.amazonaws.com/";

/** Signs the addresses of Notion's own files, anew each time: they are good for an hour. */
function signed(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => signed(item, now));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, signed(field, now)]);
  const { url } = value as { url?: unknown };
  if (typeof url !== "string" || !url.startsWith(FILES)) return Object.fromEntries(fields);
  return {
    url: `${url}?X-Amz-Expires=3600&X-Amz-Signature=fake${now}`,
    expiry_time: new Date(now + 3_600_000).toISOString(),
  };
}
