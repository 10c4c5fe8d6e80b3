import { SourceError } from "@tributary/source";
import { z } from "zod";

const sha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

const cursorSchema = z.strictObject({
  /** Format of this cursor. */
  v: z.literal(1),
  /** The commit that is listed, or, when caught up, that was. */
  commit: sha,
  /** Fingerprint of the configuration. */
  config: z.string(),
  /** Fingerprint of all rules at the commit. */
  rules: z.string(),
  /** The listing under way; absent when caught up. */
  listing: z
    .strictObject({
      /** The commit the differences start from; null lists everything. */
      from: sha.nullable(),
      /** Entries listed so far. */
      at: z.number().int().positive(),
    })
    .optional(),
});

/** Where a pull stands: JSON in a string. */
export type Cursor = z.infer<typeof cursorSchema>;

/** Writes a cursor. */
export function formatCursor(cursor: Cursor): string {
  return JSON.stringify(cursor);
}

/** Reads a cursor; throws SourceError `cursor-expired` when it is none of this version. */
export function parseCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SourceError(
      "cursor-expired",
      "The cursor was not made by this version of the git source: start a full sync.",
      {
        cause,
      },
    );
  }
}
