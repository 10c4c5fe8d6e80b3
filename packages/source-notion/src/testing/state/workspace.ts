import type {
  FakeBlockContent,
  FakeEvent,
  FakePageContent,
  FakePlace,
  FakeTableContent,
  FakeWorkspace,
} from "./actions.ts";
import {
  type FakeBlock,
  type FakeColumn,
  type FakeDataSource,
  type FakePage,
  type FakeParent,
  type FakeStore,
  holderOf,
} from "./model.ts";
import { words } from "./texts.ts";

/** Makes the workspace of a store. */
export function createWorkspace(store: FakeStore, now: () => number, tell: (event: FakeEvent) => void): FakeWorkspace {
  let made = 0;
  const nextId = () => {
    made += 1;
    const hex = made.toString(16).padStart(12, "0");
    return `1f0c${hex.slice(0, 4)}-b2d4-8${hex.slice(4, 7)}-9a3e-${((made * 2_654_435_761) % 2 ** 40).toString(16).padStart(12, "0")}`;
  };
  const anybody = () => [...store.users.keys()][0] ?? "";
  const contentOf = (content: FakeBlockContent["content"] = {}) =>
    typeof content === "string" ? { rich_text: words(content), color: "default" } : content;

  function touch(id: string): void {
    store.revision += 1;
    const thing = store.pages.get(id) ?? store.sources.get(id);
    if (thing !== undefined) thing.editedAt = now();
  }
  const nameOf = (id: string) => (store.pages.has(id) ? "page" : "data_source");
  const tellOf = (id: string, what: string) =>
    tell({ type: `${nameOf(id)}.${what}`, entity: { id, type: nameOf(id) }, data: {} });

  function addBlocks(parent: FakeParent, into: FakeBlock[], contents: readonly FakeBlockContent[]): readonly string[] {
    return contents.map(({ type, content, children = [] }) => {
      const id = nextId();
      const block: FakeBlock = {
        id,
        type,
        parent,
        createdAt: now(),
        editedAt: now(),
        createdBy: anybody(),
        content: contentOf(content),
        children: [],
      };
      into.push(block);
      store.blocks.set(id, block);
      addBlocks({ type: "block_id", block_id: id }, block.children, children);
      return id;
    });
  }

  /** Puts the block that stands for a page or database into what it is in, and says where that is. */
  function place(id: string, type: "child_page" | "child_database", title: string, where: FakePlace): FakeParent {
    if (where === "workspace") return { type: "workspace", workspace: true };
    const parent: FakeParent =
      "page" in where ? { type: "page_id", page_id: where.page } : { type: "block_id", block_id: where.block };
    const into = "page" in where ? store.pages.get(where.page)?.blocks : store.blocks.get(where.block)?.children;
    if (into === undefined) throw new RangeError("There is nothing to put it in.");
    const block: FakeBlock = {
      id,
      type,
      parent,
      createdAt: now(),
      editedAt: now(),
      createdBy: anybody(),
      content: { title },
      children: [],
    };
    into.push(block);
    store.blocks.set(id, block);
    touch(holderOf(store, parent)?.id ?? "");
    return parent;
  }

  const columnsOf = (columns: FakeTableContent["columns"] = {}): readonly FakeColumn[] => [
    { id: "title", name: "Name", type: "title", settings: {} },
    ...Object.entries(columns).map(([name, column], index) => ({
      id: `c%3A${index}`,
      name,
      ...(typeof column === "string" ? { type: column, settings: {} } : column),
    })),
  ];

  const pageOf = (id: string): FakePage => {
    const page = store.pages.get(id);
    if (page === undefined) throw new RangeError("There is no such page.");
    return page;
  };
  const sourceOf = (id: string): FakeDataSource => {
    const source = store.sources.get(id);
    if (source === undefined) throw new RangeError("There is no such table.");
    return source;
  };
  const titled = (title: string) => ({ id: "title", type: "title", value: words(title) });

  function newPage(
    id: string,
    parent: FakeParent,
    values: FakePage["values"],
    options: Partial<FakePageContent>,
  ): FakePage {
    const page: FakePage = {
      kind: "page",
      id,
      parent,
      createdAt: now(),
      editedAt: now(),
      createdBy: options.createdBy ?? anybody(),
      values,
      inTrash: false,
      isShared: parent.type === "workspace" ? true : null,
      isFound: options.isFound ?? true,
      blocks: [],
    };
    store.pages.set(id, page);
    addBlocks({ type: "page_id", page_id: id }, page.blocks, options.blocks ?? []);
    store.revision += 1;
    return page;
  }

  return {
    createUser(name, { type = "person", isGuest = false } = {}) {
      const id = nextId();
      store.users.set(id, { id, name, type, isGuest });
      return id;
    },
    createPage(content) {
      const id = nextId();
      const parent = place(id, "child_page", content.title, content.in ?? "workspace");
      newPage(id, parent, { title: titled(content.title) }, content);
      tellOf(id, "created");
      return id;
    },
    createTable({ title, in: where = "workspace", description = "", columns, isFound = true }) {
      const databaseId = nextId();
      const parent = place(databaseId, "child_database", title, where);
      const id = nextId();
      const source: FakeDataSource = {
        kind: "data_source",
        id,
        databaseId,
        title: words(title),
        description: words(description),
        createdAt: now(),
        editedAt: now(),
        createdBy: anybody(),
        columns: columnsOf(columns),
        inTrash: false,
        isShared: parent.type === "workspace" ? true : null,
        isFound,
        rows: [],
      };
      store.sources.set(id, source);
      store.databases.set(databaseId, { id: databaseId, parent, title, createdAt: now(), sources: [source] });
      store.revision += 1;
      tellOf(id, "created");
      return id;
    },
    createRow(tableId, title, values = {}, blocks = []) {
      const source = sourceOf(tableId);
      const given = Object.fromEntries(
        source.columns.map(({ id, name, type }) => [
          name,
          type === "title"
            ? titled(title)
            : {
                id,
                type,
                value: values[name] ?? (/multi_select|people|files|relation|rich_text/.test(type) ? [] : null),
              },
        ]),
      );
      const parent: FakeParent = { type: "data_source_id", data_source_id: tableId, database_id: source.databaseId };
      const id = nextId();
      source.rows.push(newPage(id, parent, given, { blocks }));
      tellOf(id, "created");
      return id;
    },
    append(parentId, ...blocks) {
      const page = store.pages.get(parentId);
      const block = store.blocks.get(parentId);
      const parent: FakeParent =
        page !== undefined ? { type: "page_id", page_id: parentId } : { type: "block_id", block_id: parentId };
      const ids = addBlocks(parent, page?.blocks ?? block?.children ?? [], blocks);
      const holder = holderOf(store, parent)?.id ?? "";
      touch(holder);
      tellOf(holder, "content_updated");
      return ids;
    },
    updateBlock(id, content) {
      const block = store.blocks.get(id);
      if (block === undefined) throw new RangeError("There is no such block.");
      block.content = contentOf(content);
      block.editedAt = now();
      const holder = holderOf(store, block.parent)?.id ?? "";
      touch(holder);
      tellOf(holder, "content_updated");
    },
    rename(pageId, title) {
      const page = pageOf(pageId);
      page.values = Object.fromEntries(
        Object.entries(page.values).map(([name, value]) => [name, value.type === "title" ? titled(title) : value]),
      );
      const block = store.blocks.get(pageId);
      if (block !== undefined) block.content = { title };
      touch(pageId);
      tellOf(pageId, "properties_updated");
    },
    setValue(rowId, column, value) {
      const row = pageOf(rowId);
      const known = row.values[column];
      if (known === undefined) throw new RangeError("There is no such column.");
      row.values = { ...row.values, [column]: { ...known, value } };
      touch(rowId);
      tellOf(rowId, "properties_updated");
    },
    updateTable(tableId, { description, columns }) {
      const source = sourceOf(tableId);
      if (description !== undefined) source.description = words(description);
      if (columns !== undefined) source.columns = columnsOf(columns);
      touch(tableId);
      tellOf(tableId, "schema_updated");
    },
    comment(at, text, { by = anybody(), discussion = nextId() } = {}) {
      const id = nextId();
      const where =
        "page" in at ? { type: "page_id" as const, id: at.page } : { type: "block_id" as const, id: at.block };
      const list = store.comments.get(where.id) ?? [];
      list.push({ id, at: where, discussionId: discussion, createdAt: now(), createdBy: by, text: words(text) });
      store.comments.set(where.id, list);
      const block = store.blocks.get(where.id);
      const pageId = where.type === "page_id" ? where.id : block && holderOf(store, block.parent)?.id;
      // A comment leaves its page's time as it was.
      const parent = { id: where.id, type: where.type === "page_id" ? "page" : "block" };
      tell({ type: "comment.created", entity: { id, type: "comment" }, data: { page_id: pageId, parent } });
      return discussion;
    },
    trash(id) {
      const thing = store.pages.get(id) ?? sourceOf(id);
      thing.inTrash = true;
      touch(id);
      tellOf(id, "deleted");
    },
    restore(id) {
      const thing = store.pages.get(id) ?? sourceOf(id);
      thing.inTrash = false;
      touch(id);
      tellOf(id, "undeleted");
    },
    unshare(id) {
      const thing = store.pages.get(id) ?? sourceOf(id);
      thing.isShared = false;
      store.revision += 1;
    },
    share(id) {
      const thing = store.pages.get(id) ?? sourceOf(id);
      thing.isShared = true;
      store.revision += 1;
    },
    setFound(id, isFound) {
      const thing = store.pages.get(id) ?? sourceOf(id);
      thing.isFound = isFound;
      store.revision += 1;
    },
  };
}
