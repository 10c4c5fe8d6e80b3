import { dayOf } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import { z } from "zod";
import { connectionField, connectionSchema, type OpenList, openList } from "./connection.ts";
import { conversationKeySchema, DISCUSSION_KEY } from "./keys.ts";
import {
  ACTOR,
  actorSchema,
  COMMENT,
  commentSchema,
  joinParts,
  LABEL,
  labelSchema,
  loginOf,
  renderComment,
  unique,
} from "./parts.ts";

const DISCUSSION_COMMENT = `${COMMENT} isAnswer ${connectionField("replies", 30, COMMENT)}`;

/** What is asked of a discussion. */
export const DISCUSSION_FIELDS = `${DISCUSSION_KEY}
  id title body url createdAt closed closedAt author ${ACTOR} answerChosenBy ${ACTOR} category { name isAnswerable }
  ${connectionField("allLabels: labels", 50, LABEL)}
  ${connectionField("allComments: comments", 50, DISCUSSION_COMMENT)}`;

const discussionCommentSchema = commentSchema.extend({
  isAnswer: z.boolean(),
  replies: connectionSchema(commentSchema),
});

/** A discussion as GitHub answers it. */
export const discussionSchema = conversationKeySchema.extend({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  createdAt: z.string(),
  closed: z.boolean(),
  closedAt: z.string().nullish(),
  author: actorSchema,
  answerChosenBy: actorSchema,
  category: z.object({ name: z.string(), isAnswerable: z.boolean() }),
  allLabels: connectionSchema(labelSchema).nullish(),
  allComments: connectionSchema(discussionCommentSchema),
});
export type Discussion = z.infer<typeof discussionSchema>;

/** The discussion's lists that go on behind their first pages: comments, and the replies to each. */
export function openListsOfDiscussion(discussion: Discussion): readonly OpenList[] {
  const of = { owner: discussion.id, type: "Discussion" };
  const { allLabels, allComments } = discussion;
  return [
    ...(allLabels ? openList({ ...of, field: "labels", fields: LABEL }, allLabels, labelSchema) : []),
    ...openList(
      { ...of, field: "comments", fields: DISCUSSION_COMMENT },
      allComments,
      discussionCommentSchema,
      (comment) =>
        openList(
          { owner: comment.id, type: "DiscussionComment", field: "replies", fields: COMMENT },
          comment.replies,
          commentSchema,
        ),
    ),
  ];
}

/** What a discussion's document holds, beside what every conversation's does. */
export function renderDiscussion(discussion: Discussion) {
  const { category, allComments, closedAt } = discussion;
  const labels = (discussion.allLabels?.nodes ?? []).map(({ name }) => name);
  const answer = allComments.nodes.find(({ isAnswer }) => isAnswer);
  const isAnswered = answer !== undefined || Boolean(discussion.answerChosenAt);
  const state = discussion.closed ? "closed" : isAnswered ? "answered" : "open";
  const facts = [
    `Discussion #${discussion.number} in ${category.name} by @${loginOf(discussion.author)}, opened on ${dayOf(discussion.createdAt)}.`,
    category.isAnswerable ? (isAnswered ? "Answered." : "Not answered yet.") : "",
    closedAt ? `Closed on ${dayOf(closedAt)}.` : "",
    labels.length > 0 ? `Labels: ${labels.join(", ")}.` : "",
  ];
  const comments = allComments.nodes.flatMap((comment) => [
    renderComment(3, comment, comment.isAnswer ? "the answer" : ""),
    ...comment.replies.nodes.map((reply) => renderComment(4, reply, `reply to @${loginOf(comment.author)}`)),
  ]);
  const writers = allComments.nodes.flatMap(({ author, replies }) => [
    loginOf(author),
    ...replies.nodes.map((reply) => loginOf(reply.author)),
  ]);
  const content = joinParts([
    `# ${discussion.title}`,
    facts.filter((fact) => fact !== "").join(" "),
    discussion.body,
    comments.length > 0 ? "## Comments" : null,
    ...comments,
  ]);
  return {
    content,
    state,
    labels,
    metadata: {
      number: discussion.number,
      category: category.name,
      answered: isAnswered,
      comments: writers.length,
      participants: unique([loginOf(discussion.author), ...writers]),
      ...(answer && { answer: answer.url, answerAuthor: loginOf(answer.author) }),
      ...(closedAt && { closedAt }),
    },
  } satisfies Pick<Document, "content" | "state" | "labels" | "metadata">;
}
