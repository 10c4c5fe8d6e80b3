import type { FakeUser } from "./model.ts";

/** Something that happened, for webhooks. */
export interface FakeEvent {
  readonly type: string;
  readonly entity: { readonly id: string; readonly type: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** A block to be made, with what is in it. */
export interface FakeBlockContent {
  readonly type: string;
  /** What is under the name of its type; a text alone stands for `{ rich_text }`. */
  readonly content?: string | Readonly<Record<string, unknown>>;
  readonly children?: readonly FakeBlockContent[];
}

/** Where something is made. */
export type FakePlace = "workspace" | { readonly page: string } | { readonly block: string };

/** How a page is made. */
export interface FakePageContent {
  readonly title: string;
  /** Default: the workspace. */
  readonly in?: FakePlace;
  readonly blocks?: readonly FakeBlockContent[];
  readonly createdBy?: string;
  /** False for a page search never shows. */
  readonly isFound?: boolean;
}

/** How a table is made. */
export interface FakeTableContent {
  readonly title: string;
  readonly in?: FakePlace;
  readonly description?: string;
  /** Types of the columns by name, with their settings; a title column `Name` comes first. */
  readonly columns?: Readonly<
    Record<string, string | { readonly type: string; readonly settings: Readonly<Record<string, unknown>> }>
  >;
  readonly isFound?: boolean;
}

/** What can be done in the workspace, as people do it. */
export interface FakeWorkspace {
  createUser(name: string, options?: { readonly type?: FakeUser["type"]; readonly isGuest?: boolean }): string;
  createPage(content: FakePageContent): string;
  /** Makes a database with one table; the id is the table's. */
  createTable(content: FakeTableContent): string;
  /** Makes a row; values by the name of their column, as Notion has them under the name of their type. */
  createRow(
    tableId: string,
    title: string,
    values?: Readonly<Record<string, unknown>>,
    blocks?: readonly FakeBlockContent[],
  ): string;
  /** Adds blocks to a page or block; the ids are theirs. */
  append(parentId: string, ...blocks: readonly FakeBlockContent[]): readonly string[];
  /** Changes a block. */
  updateBlock(id: string, content: string | Readonly<Record<string, unknown>>): void;
  rename(pageId: string, title: string): void;
  /** Changes one value of a row. */
  setValue(rowId: string, column: string, value: unknown): void;
  /** Changes a table's columns or description. */
  updateTable(tableId: string, changes: Pick<FakeTableContent, "description" | "columns">): void;
  /** Says something about a page or block; a discussion's id continues it. */
  comment(
    at: { readonly page: string } | { readonly block: string },
    text: string,
    options?: { readonly by?: string; readonly discussion?: string },
  ): string;
  trash(id: string): void;
  restore(id: string): void;
  /** Takes the connection's access to a page or table away. */
  unshare(id: string): void;
  /** Gives the connection access to a page or table by itself. */
  share(id: string): void;
  /** Shows a thing in search, or hides it there. */
  setFound(id: string, isFound: boolean): void;
}
