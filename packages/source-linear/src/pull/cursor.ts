import { createHash } from "node:crypto";
import { readCursor, SourceError } from "@tributary/source";
import { z } from "zod";

/** Most pages of which a pull remembers that it has seen them: a list that goes round in a smaller circle is noticed. */
const SEEN_MAX = 100;

/** Most deletions a cursor remembers; what is listed twice beyond these does no harm. */
const DELETED_MAX = 500;

const deletedSchema = z.array(z.string()).max(DELETED_MAX);

const positionSchema = z.strictObject({
  /** Whether everything is listed, or what changed. */
  full: z.boolean(),
  /** Milliseconds since the epoch, by Linear's clock, when the pull began; null before its first answer. */
  startedAt: z.number().nullable(),
  /** Which list is read: an index. */
  list: z.int().nonnegative(),
  /** Linear's cursor in that list. */
  after: z.string().nullable(),
  /** Marks of Linear's cursors seen in that list. */
  seen: z.array(z.string()).max(SEEN_MAX),
  /** Marks of the deletions this pull has listed. */
  deleted: deletedSchema,
});

const pullCursorSchema = z.strictObject({
  version: z.literal(1),
  /** Fingerprint of the configuration it belongs to. */
  config: z.string(),
  /** Changes from this time on have not been listed, in milliseconds since the epoch; null before the first pull ends. */
  since: z.number().nullable(),
  /** When everything was last listed, in milliseconds since the epoch. */
  listedAt: z.number().nullable(),
  /** Marks of the deletions the last pull listed: looking back, the next one meets them again. */
  deleted: deletedSchema,
  /** Where a pull under way stands; null between pulls. */
  position: positionSchema.nullable(),
});

/** Where a pull stands: everything a fresh instance needs to go on. */
export type PullCursor = z.infer<typeof pullCursorSchema>;
export type PullPosition = z.infer<typeof positionSchema>;

/** Reads a cursor; throws `cursor-expired` for one this version of the source did not make. */
export function parseCursor(cursor: string): PullCursor {
  return readCursor(cursor, pullCursorSchema);
}

/** Remembers a page of a list; throws `invalid-response` when the list has come round to it before. */
export function remember(seen: readonly string[], next: string, what: string): string[] {
  const mark = markOf(next);
  if (seen.includes(mark)) {
    throw new SourceError("invalid-response", `Linear's list of ${what} goes round in a circle.`);
  }
  return [...seen, mark].slice(-SEEN_MAX);
}

/** A short mark of a text. */
export function markOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}

/** Adds deletions to those remembered; the newest stay. */
export function rememberDeleted(deleted: readonly string[], marks: readonly string[]): string[] {
  return [...new Set([...deleted, ...marks])].slice(-DELETED_MAX);
}
