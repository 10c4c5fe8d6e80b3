import { type FakeBlock, type FakeStore, type FakeText, isTrashed, isVisible } from "./model.ts";

/** What an index must hold of one thing. */
export interface FakeCensusEntry {
  readonly type: "page" | "table";
  /** Texts its document must hold. */
  readonly texts: readonly string[];
}

/** Everything an index of the workspace must hold, by Notion's id. */
export interface FakeCensus {
  readonly documents: ReadonlyMap<string, FakeCensusEntry>;
}

/** Takes a census: independent of how answers are made. */
export function takeCensus(store: FakeStore): FakeCensus {
  const documents = new Map<string, FakeCensusEntry>();
  for (const page of store.pages.values()) {
    if (!isVisible(store, page) || isTrashed(store, page)) continue;
    const values = Object.values(page.values).flatMap(({ type, value }) => textsOfValue(type, value));
    const comments = (store.comments.get(page.id) ?? []).flatMap(({ text }) => plain(text));
    documents.set(page.id, { type: "page", texts: [...values, ...page.blocks.flatMap(textsOf), ...comments] });
  }
  for (const source of store.sources.values()) {
    if (!isVisible(store, source) || isTrashed(store, source)) continue;
    const columns = source.columns.map(({ name }) => name);
    documents.set(source.id, {
      type: "table",
      texts: [...plain(source.title), ...plain(source.description), ...columns],
    });
  }
  return { documents };
}

function textsOfValue(type: string, value: unknown): readonly string[] {
  if (type === "title" || type === "rich_text") return plain(value as readonly FakeText[]);
  if (type === "select" || type === "status") return value === null ? [] : [(value as { name: string }).name];
  if (type === "multi_select") return (value as readonly { name: string }[]).map(({ name }) => name);
  return type === "number" && value !== null ? [String(value)] : [];
}

/** Texts of a block and of everything in it; what is in a page or database of its own is not in this one. */
function textsOf({ type, content, children }: FakeBlock): readonly string[] {
  // A copy's text is where its original is, a page's title with the page.
  if (type === "synced_block" && content.synced_from != null) return [];
  if (type === "child_page" || type === "child_database") return [];
  const { rich_text, caption, cells } = content as Readonly<Record<string, readonly FakeText[] | undefined>>;
  const own = [
    ...plain(rich_text),
    ...plain(caption),
    ...((cells ?? []) as unknown as readonly (readonly FakeText[])[]).flatMap(plain),
  ];
  return [...own, ...children.flatMap(textsOf)];
}

/** A text with its blanks as an index may have them. */
function plain(items: readonly FakeText[] = []): readonly string[] {
  const text = items
    .map(({ plain_text }) => plain_text)
    .join("")
    .trim();
  return text === "" ? [] : text.split("\n").filter((row) => row.trim() !== "");
}
