/** A piece of text as Notion writes it. */
export interface FakeText {
  readonly type: "text" | "mention" | "equation";
  readonly plain_text: string;
  readonly href: string | null;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** What a thing is in. */
export type FakeParent =
  | { readonly type: "workspace"; readonly workspace: true }
  | { readonly type: "page_id"; readonly page_id: string }
  | { readonly type: "block_id"; readonly block_id: string }
  | { readonly type: "database_id"; readonly database_id: string }
  | { readonly type: "data_source_id"; readonly data_source_id: string; readonly database_id: string };

/** A column of a table. */
export interface FakeColumn {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** What is under the name of its type: options, a format. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A value of a page, by the name of its column. */
export interface FakeValue {
  readonly id: string;
  readonly type: string;
  readonly value: unknown;
}

export interface FakePage {
  readonly kind: "page";
  readonly id: string;
  parent: FakeParent;
  readonly createdAt: number;
  editedAt: number;
  readonly createdBy: string;
  values: Record<string, FakeValue>;
  inTrash: boolean;
  /** Whether the connection may see it; null for what it is in decides. */
  isShared: boolean | null;
  /** Whether search shows it. */
  isFound: boolean;
  readonly blocks: FakeBlock[];
}

export interface FakeDataSource {
  readonly kind: "data_source";
  readonly id: string;
  readonly databaseId: string;
  title: readonly FakeText[];
  description: readonly FakeText[];
  readonly createdAt: number;
  editedAt: number;
  readonly createdBy: string;
  columns: readonly FakeColumn[];
  inTrash: boolean;
  isShared: boolean | null;
  isFound: boolean;
  /** Its rows, oldest first. */
  readonly rows: FakePage[];
}

export interface FakeDatabase {
  readonly id: string;
  readonly parent: FakeParent;
  readonly title: string;
  readonly createdAt: number;
  readonly sources: FakeDataSource[];
}

export interface FakeBlock {
  readonly id: string;
  readonly type: string;
  readonly parent: FakeParent;
  readonly createdAt: number;
  editedAt: number;
  readonly createdBy: string;
  content: Readonly<Record<string, unknown>>;
  readonly children: FakeBlock[];
}

export interface FakeComment {
  readonly id: string;
  /** The page or block it is about. */
  readonly at: { readonly type: "page_id" | "block_id"; readonly id: string };
  readonly discussionId: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly text: readonly FakeText[];
}

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly type: "person" | "bot";
  /** Guests are not in the list of users. */
  readonly isGuest: boolean;
}

/** Everything a fake holds, by id. */
export interface FakeStore {
  readonly pages: Map<string, FakePage>;
  readonly sources: Map<string, FakeDataSource>;
  readonly databases: Map<string, FakeDatabase>;
  readonly blocks: Map<string, FakeBlock>;
  readonly comments: Map<string, FakeComment[]>;
  readonly users: Map<string, FakeUser>;
  /** Changes with everything that lists may show. */
  revision: number;
}

/** Makes an empty store. */
export function createStore(): FakeStore {
  return {
    pages: new Map(),
    sources: new Map(),
    databases: new Map(),
    blocks: new Map(),
    comments: new Map(),
    users: new Map(),
    revision: 0,
  };
}

/** The thing another is in, with blocks followed to theirs; undefined at the top of the workspace. */
export function holderOf(store: FakeStore, parent: FakeParent): FakePage | FakeDataSource | undefined {
  switch (parent.type) {
    case "workspace":
      return undefined;
    case "page_id":
      return store.pages.get(parent.page_id);
    case "data_source_id":
      return store.sources.get(parent.data_source_id);
    case "database_id": {
      const database = store.databases.get(parent.database_id);
      return database && holderOf(store, database.parent);
    }
    case "block_id": {
      const block = store.blocks.get(parent.block_id);
      return block && holderOf(store, block.parent);
    }
  }
}

/** What a table or page is directly in. */
export function parentOf(store: FakeStore, thing: FakePage | FakeDataSource): FakeParent {
  if (thing.kind === "page") return thing.parent;
  return store.databases.get(thing.databaseId)?.parent ?? { type: "workspace", workspace: true };
}

/** Whether a thing, or what it is in, is in the trash. */
export function isTrashed(store: FakeStore, thing: FakePage | FakeDataSource): boolean {
  let at: FakePage | FakeDataSource | undefined = thing;
  while (at !== undefined) {
    if (at.inTrash) return true;
    at = holderOf(store, parentOf(store, at));
  }
  return false;
}

/** Whether the connection may see a thing: it is shared, or what it is in is. */
export function isVisible(store: FakeStore, thing: FakePage | FakeDataSource): boolean {
  let at: FakePage | FakeDataSource | undefined = thing;
  while (at !== undefined) {
    if (at.isShared !== null) return at.isShared;
    at = holderOf(store, parentOf(store, at));
  }
  return false;
}
