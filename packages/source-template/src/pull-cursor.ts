import { readCursor } from "@tributary/source";
import { z } from "zod";

const pullCursorSchema = z.strictObject({
  /** Only notes modified later than this are listed; null lists all. */
  since: z.number().nullable(),
  /** When the pull began. */
  startedAt: z.number(),
  /** Name of the last note listed; null between pulls. */
  after: z.string().nullable(),
});

/** Where a pull stands: everything a fresh instance needs to go on. */
export type PullCursor = z.infer<typeof pullCursorSchema>;

/** Reads a cursor; throws `cursor-expired` for one this version of the source did not make. */
export function parseCursor(cursor: string): PullCursor {
  return readCursor(cursor, pullCursorSchema);
}
