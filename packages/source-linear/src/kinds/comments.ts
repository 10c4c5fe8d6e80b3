import { clean, dayOf, section } from "@tributary/source/text";
import { z } from "zod";
import { AUTHORS, botSchema, listOf, personSchema, timeSchema } from "./fragments.ts";
import type { NestedList } from "./kind.ts";
import { nameOf } from "./text.ts";

/** The comments of a thing, replies among them. */
export const comments = (first: number): NestedList => ({
  field: "comments",
  item: `id parentId body createdAt archivedAt resolvedAt quotedText ${AUTHORS}`,
  first,
  more: 100,
  includeArchived: true,
});

const commentSchema = z.object({
  id: z.string(),
  parentId: z.string().nullish(),
  body: z.string(),
  createdAt: timeSchema,
  archivedAt: timeSchema.nullish(),
  resolvedAt: timeSchema.nullish(),
  quotedText: z.string().nullish(),
  user: personSchema.nullish(),
  botActor: botSchema.nullish(),
  externalUser: personSchema.nullish(),
});
type Comment = z.infer<typeof commentSchema>;

/** Comments as answered. */
export const commentsSchema = listOf(commentSchema);

/**
 * Comments as a section: each thread from its first comment on, threads and replies by age. A comment archived on its own
 * is left out; those of an archived thing are not.
 */
export function renderComments(list: readonly Comment[], isArchived: boolean): string {
  const shown = [...new Map(list.map((comment) => [comment.id, comment])).values()]
    .filter(({ archivedAt }) => isArchived || archivedAt == null)
    .sort(byAge);
  const ids = new Set(shown.map(({ id }) => id));
  const replies = new Map<string, Comment[]>();
  const roots: Comment[] = [];
  for (const comment of shown) {
    const { parentId } = comment;
    // A reply to a comment that is gone stands on its own.
    if (parentId == null || !ids.has(parentId) || parentId === comment.id) roots.push(comment);
    else replies.set(parentId, [...(replies.get(parentId) ?? []), comment]);
  }
  const parts: string[] = [];
  const written = new Set<string>();
  // Without recursion: a thread may be as deep as its author likes.
  const pending = roots.map((comment) => ({ comment, depth: 0 })).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { comment, depth } = next;
    if (written.has(comment.id)) continue;
    written.add(comment.id);
    parts.push(renderComment(comment, depth));
    for (const reply of (replies.get(comment.id) ?? []).toReversed())
      pending.push({ comment: reply, depth: depth + 1 });
  }
  // Comments that reply to one another in a circle have no first: they stand on their own, and none is lost.
  for (const comment of shown) if (!written.has(comment.id)) parts.push(renderComment(comment, 0));
  return section("Comments", parts.join("\n\n"));
}

function renderComment(comment: Comment, depth: number): string {
  const { user, botActor, externalUser, body, createdAt, resolvedAt, quotedText } = comment;
  const author = nameOf(user, externalUser, botActor) ?? "Someone";
  const heading = `${depth === 0 ? "###" : "####"} ${author} ${depth === 0 ? "wrote" : "replied"} on ${dayOf(createdAt)}`;
  const quote = clean(quotedText);
  const quoted = quote === "" ? "" : `${quote.replaceAll(/^/gm, "> ")}\n\n`;
  return `${heading}${resolvedAt == null ? "" : " (resolved)"}\n\n${quoted}${clean(body)}`;
}

function byAge(one: Comment, other: Comment): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
