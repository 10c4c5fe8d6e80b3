import { SourceError } from "@tributary/source";
import { cleanText, type Document } from "@tributary/validation";
import { z } from "zod";

/** A note as its file holds it. Tolerant of what this source does not use. */
const noteSchema = z.object({
  /** The same as the file's name without `.json`. */
  id: z.string().min(1),
  title: z.string(),
  body: z.string(),
  author: z.string().min(1).optional(),
  updatedAt: z.iso.datetime({ offset: true }).optional(),
});

/** A note as its file holds it. */
export type Note = z.infer<typeof noteSchema>;

/** Reads a note's file; throws `invalid-response` saying which file and what is wrong with it, but not what it says. */
export function parseNote(name: string, bytes: Uint8Array): Note {
  const invalid = (problem: string, cause?: unknown) =>
    new SourceError("invalid-response", `The note ${name}.json ${problem}.`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Without the cause: its message quotes the file.
    throw invalid("is not JSON");
  }
  const parsed = noteSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`is not a note: ${issue?.path.join(".") || "it"}: ${issue?.message}`, parsed.error);
  }
  if (parsed.data.id !== name) throw invalid("has another id than its file's name");
  return parsed.data;
}

/** The document of a note. Pure. */
export function toDocument(
  note: Note,
  file: { readonly id: string; readonly version: string; readonly path: string },
): Document {
  return {
    id: file.id,
    source: "template",
    type: "note",
    title: cleanText(note.title),
    content: cleanText(note.body),
    format: "markdown",
    version: file.version,
    path: file.path,
    ...(note.author !== undefined && { author: { name: cleanText(note.author) } }),
    ...(note.updatedAt !== undefined && { updatedAt: note.updatedAt }),
  };
}
