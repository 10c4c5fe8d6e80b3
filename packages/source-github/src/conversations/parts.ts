import { dayOf } from "@tributary/source/text";
import { z } from "zod";

/** Someone who wrote or did something; null once the account is gone. */
export const ACTOR = "{ login }";
export const actorSchema = z.object({ login: z.string() }).nullish();
export type Actor = z.infer<typeof actorSchema>;

/** The name of an account that no longer exists, as GitHub shows it. */
const GHOST = "ghost";

/** A login; `ghost` for an account that no longer exists. */
export function loginOf(actor: Actor): string {
  return actor?.login ?? GHOST;
}

/** A comment, as issues, pull requests and discussions have them. */
export const COMMENT = `id author ${ACTOR} body createdAt updatedAt url isMinimized minimizedReason`;
export const commentSchema = z.object({
  id: z.string(),
  author: actorSchema,
  body: z.string(),
  createdAt: z.string(),
  url: z.string(),
  isMinimized: z.boolean().optional(),
  minimizedReason: z.string().nullish(),
});
export type Comment = z.infer<typeof commentSchema>;

export const LABEL = "name";
export const labelSchema = z.object({ name: z.string() });

export const ASSIGNEE = "login";
export const assigneeSchema = z.object({ login: z.string() });

/** The heading of something somebody wrote. */
export function headingOf(level: number, actor: Actor, time: string, note = ""): string {
  return `${"#".repeat(level)} @${loginOf(actor)}, ${dayOf(time)}${note === "" ? "" : ` (${note})`}`;
}

/** A comment under its heading; what was hidden says why. */
export function renderComment(level: number, comment: Comment, note = ""): string {
  const hidden =
    comment.isMinimized === true ? `hidden as ${(comment.minimizedReason ?? "off-topic").toLowerCase()}` : "";
  const notes = [note, hidden].filter((part) => part !== "").join(", ");
  return `${headingOf(level, comment.author, comment.createdAt, notes)}\n\n${comment.body.trim()}`;
}

/** Parts of a document, those that are empty left out, with an empty line between. */
export function joinParts(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part.trim() !== "").join("\n\n");
}

/** Each name once, in the order they come. */
export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
