import { createHash } from "node:crypto";
import { readCursor } from "@tributary/source";
import { z } from "zod";
import type { SlackChannel } from "../api/channels.ts";

/** Comes after every channel's id. */
export const AFTER_LAST = "~";

const positionSchema = z.strictObject({
  /** Whether everything is listed, or what changed. */
  full: z.boolean(),
  /** When the pull began, in milliseconds since the epoch. */
  startedAt: z.number(),
  /** The channels it reads: a digest of their ids. */
  channels: z.string(),
  /** The channel that is read; null before the first, `~` after the last. */
  channel: z.string().nullable(),
  /** Microseconds since the epoch from which on, backwards, that channel has not been read; null at its newest message. */
  latest: z.number().nullable(),
  /** What was listed of that channel, as `known` has it. */
  seen: z.string(),
  /** Whether a channel could not be read: the listing then proves nothing. */
  lost: z.boolean(),
  /** Where the export is read: an index of its days; null when it is not, or not yet. */
  export: z.int().nonnegative().nullable(),
});
export type PullPosition = z.infer<typeof positionSchema>;

const cursorSchema = z.strictObject({
  version: z.literal(1),
  /** Fingerprint of the configuration it belongs to. */
  config: z.string(),
  /** When the last pull that came to its end began, in milliseconds since the epoch; null before. */
  since: z.number().nullable(),
  /** When everything was last listed, in milliseconds since the epoch. */
  listedAt: z.number().nullable(),
  /** Recent conversations by channel; every channel that was read is a key. */
  known: z.record(z.string(), z.string()),
  /** Where a pull under way stands; null between pulls. */
  position: positionSchema.nullable(),
});

/** Where a pull stands: everything a fresh instance needs to go on. */
export type PullCursor = z.infer<typeof cursorSchema>;

/** A cursor of a pull under way. */
export type GoingCursor = PullCursor & { readonly position: PullPosition };

/** Reads a cursor; throws `cursor-expired` for one this version of the source did not make. */
export function parseCursor(cursor: string): PullCursor {
  return readCursor(cursor, cursorSchema);
}

/** A digest of channels: the same only when they are. */
export function digestChannels(channels: readonly SlackChannel[]): string {
  const ids = channels.map(({ id }) => id).join(",");
  return createHash("sha256").update(ids).digest("base64url").slice(0, 12);
}
