import { SourceError } from "@tributary/source";
import { z } from "zod";

const shaSchema = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

/** How far one kind of conversation is known. */
const markSchema = z.strictObject({
  /** The newest time of change known, as GitHub writes it; empty when there is nothing. */
  at: z.string(),
  /** What changed at exactly that time: number and short hash of the version. */
  seen: z.array(z.string()),
  /** How many there are, and the highest number of one: with both a deletion is noticed. */
  total: z.number(),
  max: z.number(),
});
export type Mark = z.infer<typeof markSchema>;

/** The newest releases known, as short hashes of name and version, and how many there are. */
const releaseMarkSchema = z.strictObject({ known: z.array(z.string()), total: z.number() });
export type ReleaseMark = z.infer<typeof releaseMarkSchema>;

/** A kind of conversation. */
export const conversationKinds = ["issues", "pullRequests", "discussions"] as const;
export type ConversationKind = (typeof conversationKinds)[number];

const marksSchema = z.strictObject({
  issues: markSchema.optional(),
  pullRequests: markSchema.optional(),
  discussions: markSchema.optional(),
  releases: releaseMarkSchema.optional(),
});
export type Marks = z.infer<typeof marksSchema>;

/** Where a list is being read. */
const positionSchema = z.strictObject({
  /** GitHub's own cursor; null at the beginning. */
  after: z.string().nullable(),
  /** Listed so far, and how many of these are new since the last mark. */
  count: z.number(),
  created: z.number().optional(),
});
export type Position = z.infer<typeof positionSchema>;

const listingSchema = z.strictObject({
  /** Everything with contents, everything by reference, or what changed. */
  kind: z.enum(["full", "census", "changes"]),
  /** Files: how many of the listing were listed; absent when done. `from` is the commit the changes start at. */
  files: z.strictObject({ at: z.number(), from: shaSchema.optional() }).optional(),
  /** Commits: where their list goes on; absent when done. */
  commits: z.strictObject({ after: z.string().nullable(), left: z.number(), until: shaSchema.optional() }).optional(),
  issues: positionSchema.optional(),
  pullRequests: positionSchema.optional(),
  discussions: positionSchema.optional(),
  releases: positionSchema.optional(),
  /** What was known when the listing began: changes are told from it. */
  before: marksSchema.optional(),
  /** Set once a list came out shorter than it should: absence then proves nothing. */
  partial: z.literal(true).optional(),
  total: z.number().optional(),
});
export type ListingState = z.infer<typeof listingSchema>;

const cursorSchema = z.strictObject({
  /** Format of this cursor. */
  v: z.literal(1),
  /** Fingerprint of the configuration. */
  config: z.string(),
  /** GitHub's number of the repository. */
  repository: z.number(),
  /** The commit listed, null when the repository was empty, and the fingerprint of the rules there. */
  commit: shaSchema.nullable().optional(),
  rules: z.string().optional(),
  marks: marksSchema,
  /** The listing under way; absent when caught up. */
  listing: listingSchema.optional(),
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
  } catch {
    throw new SourceError(
      "cursor-expired",
      "The cursor was not made by this version of the GitHub source: start a full sync.",
    );
  }
}
