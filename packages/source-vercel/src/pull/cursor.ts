import { readCursor } from "@tributary/source";
import { z } from "zod";

/** Most unfinished deployments a cursor remembers, some 30 bytes each; a complete listing sees to the rest. */
export const OPEN_MAX = 300;

/** Most ids of a page's last moment that a cursor remembers. */
export const EDGE_MAX = 200;

const idsSchema = (most: number) => z.array(z.string().regex(/^\w{1,80}$/)).max(most);

const positionSchema = z.strictObject({
  /** Whether everything is listed, or what changed. */
  full: z.boolean(),
  /** Milliseconds since the epoch, by Vercel's clock, when the pull began; null before its first answer. */
  startedAt: z.number().nullable(),
  /** Which list is read: an index. */
  list: z.int().nonnegative(),
  /** Where Vercel's next page begins. */
  next: z.union([z.number(), z.string()]).nullable(),
  /** Ids of the last moment of the page before: that moment is asked for again, as more may have been created in it. */
  edge: idsSchema(EDGE_MAX),
  /** Unfinished deployments this pull has listed. */
  open: idsSchema(OPEN_MAX),
});

const pullCursorSchema = z.strictObject({
  version: z.literal(1),
  /** Fingerprint of the configuration it belongs to. */
  config: z.string(),
  /** Changes from this time on have not been listed, in milliseconds since the epoch; null before the first pull ends. */
  since: z.number().nullable(),
  /** When everything was last listed, in milliseconds since the epoch. */
  listedAt: z.number().nullable(),
  /** Deployments that had not ended when last seen: each pull looks at them again. */
  open: idsSchema(OPEN_MAX),
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
