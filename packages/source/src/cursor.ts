import type { z } from "zod";
import { SourceError } from "./error.ts";

/** Reads a cursor of JSON; throws `cursor-expired` for a text that is none, and for one the schema does not take. */
export function readCursor<Cursor>(cursor: string, schema: z.ZodType<Cursor>): Cursor {
  try {
    return schema.parse(JSON.parse(cursor));
  } catch {
    // Without the cause: its message may quote the cursor.
    throw new SourceError("cursor-expired", "The cursor is not one of this source: pull again from the beginning.");
  }
}
