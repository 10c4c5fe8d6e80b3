import { readCursor } from "@tributary/source";
import { z } from "zod";
import { createFilter } from "./filter.ts";

/** Most rows with pages in them that a cursor remembers. */
export const PARENTS_MAX = 100;

/** Most pages search does not show that a cursor remembers: each pull asks for each of them. */
export const UNFOUND_MAX = 100;

/** Most ids of things in the trash whose deletion was listed, and may be seen again by the next pull. */
export const TRASHED_MAX = 100;

/** Most pages with comments newer than themselves that a cursor remembers. */
export const MARKS_MAX = 100;

/** Most rows of a window's last moment that a cursor remembers. */
export const EDGE_MAX = 200;

const idSchema = z.string().regex(/^[0-9a-f-]{36}$/);
const timeSchema = z.string().max(40);

const windowSchema = z.strictObject({
  id: idSchema,
  /** Where Notion's next page of it begins. */
  next: z.string().max(2_000).nullable(),
  /** Rows from this time on are asked for; null for all. */
  from: timeSchema.nullable(),
  /** Whether that time itself is left out. */
  isAfter: z.boolean(),
  /** Time of the last row listed. */
  last: timeSchema.nullable(),
  /** Short hashes of the rows of that time: the next window begins with it. */
  edge: z.array(z.string().max(12)).max(EDGE_MAX),
});
/** Which part of a table's rows is read. */
export type RowWindow = z.infer<typeof windowSchema>;

const positionSchema = z.strictObject({
  /** Whether everything is listed, or what changed. */
  full: z.boolean(),
  /** Whether nothing so far says that something was left out. */
  proven: z.boolean(),
  /** Milliseconds since the epoch when the pull began. */
  startedAt: z.number(),
  /** Which list is read: an index. */
  phase: z.int().nonnegative(),
  /** Where Notion's next page begins; null at the list's beginning. */
  next: z.string().max(2_000).nullable(),
  /** Whether the list is read to its end, and only what was found on the way is left. */
  isListed: z.boolean(),
  /** What was listed, as a filter's text; createFilter throws for any other. */
  filter: z.string().superRefine((text) => void createFilter(text)),
  /** How much. */
  seen: z.int().nonnegative(),
  /** Pages still to be searched for pages in them; those that are rows with an `r` behind. */
  stack: z.array(z.string().regex(/^[0-9a-f-]{36}r?$/)),
  /** Tables whose rows are still to be read. */
  tables: z.array(idSchema),
  window: windowSchema.nullable(),
});

const pullCursorSchema = z.strictObject({
  version: z.literal(1),
  /** Fingerprint of the configuration it belongs to. */
  config: z.string(),
  /** Changes from this time on have not been listed, in milliseconds since the epoch; null before the first pull ends. */
  since: z.number().nullable(),
  /** When everything was last listed, in milliseconds since the epoch. */
  listedAt: z.number().nullable(),
  /** Rows that have pages in them: complete listings look into these. */
  parents: z.array(idSchema).max(PARENTS_MAX),
  /** Pages that were found in others only: search does not show when they change. */
  unfound: z.array(idSchema).max(UNFOUND_MAX),
  /** Things in the trash whose deletion was listed. */
  trashed: z.array(idSchema).max(TRASHED_MAX),
  /** Pages with a comment that their own time does not show, and when it was made. */
  marks: z.array(z.tuple([idSchema, z.string().max(12)])).max(MARKS_MAX),
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
