import type { FetchResult } from "@tributary/source";
import { isSourceError } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { parseNote, toDocument } from "./note.ts";
import { toSourceError } from "./note-files-error.ts";
import type { NotesContext } from "./notes-context.ts";
import { versionOf } from "./pull-notes.ts";

/** Reads notes one after the other: a local disk gains nothing from more at once. */
export async function* fetchNotes(
  context: NotesContext,
  references: readonly DocumentReference[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  for (const reference of references) {
    signal?.throwIfAborted();
    yield await fetchNote(context, reference, signal);
  }
}

async function fetchNote(
  { config, files, idOf }: NotesContext,
  { id, locator }: DocumentReference,
  signal: AbortSignal | undefined,
): Promise<FetchResult> {
  // A reference another configuration made, or none of this source at all.
  if (typeof locator !== "string" || id !== idOf(locator)) return { type: "gone", id };
  const { directory, maxNoteBytes } = config;
  try {
    const file = await files.read(directory, locator, maxNoteBytes, signal);
    if (file === null) return { type: "gone", id };
    const version = versionOf(file);
    if (file.bytes === null) {
      const message = `${locator}.json has ${file.size} bytes, more than the ${maxNoteBytes} of \`maxNoteBytes\`.`;
      return { type: "skipped", id, version, reason: "too-large", message };
    }
    const note = parseNote(locator, file.bytes);
    if (note.body.trim() === "") {
      return { type: "skipped", id, version, reason: "empty", message: `The note ${locator} has no text.` };
    }
    return { type: "document", document: toDocument(note, { id, version, path: `${locator}.json` }) };
  } catch (thrown) {
    const error = toSourceError(thrown, directory, signal);
    // What is wrong with one note costs that note; what is wrong with the directory concerns them all.
    if (isSourceError(error) && isAboutOneNote(error.code)) return { type: "failed", id, error };
    throw error;
  }
}

function isAboutOneNote(code: string): boolean {
  return code === "invalid-response" || code === "forbidden";
}
