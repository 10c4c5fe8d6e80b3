import type { PullPage, PullRequest } from "@tributary/source";
import type { NoteEntry } from "./note-files.ts";
import { toSourceError } from "./note-files-error.ts";
import type { NotesContext } from "./notes-context.ts";
import { type PullCursor, parseCursor } from "./pull-cursor.ts";

/**
 * How far the next pull looks back behind the beginning of this one, in milliseconds: a file may get its time a moment
 * before it can be seen, and file systems round times, to two seconds at worst (FAT).
 */
const SETTLE_MS = 2_000;

/** Lists a page of notes by name: all of them, or those modified since the last pull that ended. */
export async function pullNotes(context: NotesContext, request: PullRequest): Promise<PullPage> {
  const { config, files, idOf, now, pageSize } = context;
  const { signal } = request;
  signal?.throwIfAborted();
  const position = start(request, now);
  const notes = await files.list(config.directory, signal).catch((error: unknown) => {
    throw toSourceError(error, config.directory, signal);
  });
  signal?.throwIfAborted();

  const { since, after } = position;
  const wanted = notes.filter(({ modifiedAt }) => since === null || modifiedAt > since);
  const left = wanted.filter(({ name }) => after === null || name > after);
  const page = left.slice(0, pageSize);
  const hasMore = left.length > page.length;
  const next: PullCursor = hasMore
    ? { ...position, after: page.at(-1)?.name ?? null }
    : { since: position.startedAt - SETTLE_MS, startedAt: position.startedAt, after: null };

  return {
    changes: page.map((note) => ({
      type: "reference",
      reference: { id: idOf(note.name), version: versionOf(note), type: "note", size: note.size, locator: note.name },
    })),
    cursor: JSON.stringify(next),
    hasMore,
    total: wanted.length,
    // Only a listing of everything says what is no longer there.
    ...(!hasMore && since === null && { complete: true as const }),
  };
}

/** Changes whenever a note's file does. */
export function versionOf(note: Pick<NoteEntry, "modifiedAt" | "size">): string {
  return `${note.modifiedAt}-${note.size}`;
}

function start({ mode, cursor }: PullRequest, now: () => number): PullCursor {
  const last = cursor === null ? null : parseCursor(cursor);
  if (last !== null && last.after !== null) return last;
  return { since: mode === "full" ? null : (last?.since ?? null), startedAt: now(), after: null };
}
