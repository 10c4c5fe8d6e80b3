import type { PullPage, SourceChange } from "@tributary/source";
import type { NotionClient } from "../api/client.ts";
import { isGone } from "../api/failure.ts";
import { readDatabase, readDataSource, readPage } from "../api/read.ts";
import type { NotionContext } from "../context.ts";
import { isFresh } from "../documents/version.ts";
import { MARKS_MAX, type PullCursor } from "./cursor.ts";
import { type Marks, pageListed, tableListed } from "./listed.ts";

/** Most hints looked up one by one: with more, an ordinary pull costs less. */
export const HINTS_MAX = 100;

const hintKinds = ["page", "comment", "table", "database"] as const;

/** One thing to read again. */
export interface Hint {
  readonly kind: (typeof hintKinds)[number];
  /** For a comment, the page it is about. */
  readonly id: string;
  /** When it happened, as a short text. */
  readonly mark: string;
}

/** A hint as text: `page:<id>@<mark>`. */
export function formatHint({ kind, id, mark }: Hint): string {
  return `${kind}:${id}@${mark}`;
}

/** Reads hints; undefined for an ordinary pull. */
export function parseHints(references: readonly string[]): readonly Hint[] | undefined {
  const unique = [...new Set(references)];
  if (unique.length > HINTS_MAX) return undefined;
  const hints: Hint[] = [];
  for (const reference of unique) {
    const [, name, id, mark] = /^([a-z]+):([0-9a-f-]{36})@([0-9a-z]{1,12})$/.exec(reference) ?? [];
    const kind = hintKinds.find((known) => known === name);
    if (kind === undefined || id === undefined || mark === undefined) return undefined;
    hints.push({ kind, id, mark });
  }
  return hints;
}

/** What hints name, as it is now. */
export async function listHints(
  context: NotionContext,
  client: NotionClient,
  hints: readonly Hint[],
  last: PullCursor,
): Promise<Pick<PullPage, "changes"> & Pick<PullCursor, "marks">> {
  const changes = new Map<string, SourceChange>();
  const marks = new Map(last.marks);
  const note = (id: string, change: SourceChange | undefined) => {
    if (change !== undefined) changes.set(id, change);
  };
  for (const { kind, id, mark } of hints) {
    if (kind === "table") note(id, await lookAtTable(context, client, id));
    if (kind === "database") {
      for (const tableId of await tablesIn(client, id)) note(tableId, await lookAtTable(context, client, tableId));
    }
    if (kind === "comment" && context.config.comments !== "none") {
      // Said last, so kept longest: a comment leaves no trace in its page's own time.
      marks.delete(id);
      marks.set(id, mark);
      note(id, await lookAtPage(context, client, id, marks, undefined));
    }
    if (kind === "page") note(id, await lookAtPage(context, client, id, marks, mark));
  }
  return { changes: [...changes.values()], marks: [...marks].slice(-MARKS_MAX) };
}

async function lookAtPage(
  context: NotionContext,
  client: NotionClient,
  id: string,
  marks: Marks,
  mark: string | undefined,
): Promise<SourceChange | undefined> {
  try {
    const page = await readPage(client, id);
    if (page.in_trash) return { type: "delete", id: context.idOf("page", id) };
    if (context.config.rows === false && page.parent.data_source_id !== undefined) return undefined;
    const { reference } = pageListed(context, page, marks);
    // Two edits of one minute look the same in a list: the event tells them apart.
    const isUnsure = mark !== undefined && isFresh(page.last_edited_time, context.now());
    return {
      type: "reference",
      reference: isUnsure ? { ...reference, version: `${reference.version}-${mark}` } : reference,
    };
  } catch (error) {
    if (!isGone(error)) throw error;
    return { type: "delete", id: context.idOf("page", id) };
  }
}

async function lookAtTable(context: NotionContext, client: NotionClient, id: string): Promise<SourceChange> {
  try {
    const table = await readDataSource(client, id);
    return table.in_trash ? { type: "delete", id: context.idOf("table", id) } : tableListed(context, table);
  } catch (error) {
    if (!isGone(error)) throw error;
    return { type: "delete", id: context.idOf("table", id) };
  }
}

/** The tables of a database; none when it cannot be read any more, as only a complete listing can tell which they were. */
async function tablesIn(client: NotionClient, id: string): Promise<readonly string[]> {
  try {
    return (await readDatabase(client, id)).data_sources.map((source) => source.id);
  } catch (error) {
    if (!isGone(error)) throw error;
    return [];
  }
}
