import { timestamp } from "../../state/clock.ts";
import {
  type CategoryRecord,
  type DiscussionCommentRecord,
  type DiscussionRecord,
  fullName,
} from "../../state/model.ts";
import { nodeId } from "../../state/node-id.ts";
import { byCreation, connection } from "../connection.ts";
import type { Fields } from "../context.ts";
import { labels, writtenFields } from "./shared-fields.ts";

function path(discussion: DiscussionRecord): string {
  return `/${fullName(discussion.repository)}/discussions/${discussion.number}`;
}

/** Fields of Discussion. */
export const discussionFields: Fields<DiscussionRecord> = {
  ...writtenFields({ repository: (discussion: DiscussionRecord) => discussion.repository, path }),
  number: (discussion) => discussion.number,
  title: (discussion) => discussion.title,
  category: (discussion) => discussion.category,
  closed: (discussion) => discussion.closedAt !== null,
  closedAt: (discussion) => timestamp(discussion.closedAt),
  stateReason: () => null,
  locked: (discussion) => discussion.locked,
  activeLockReason: () => null,
  upvoteCount: () => 1,
  isAnswered: (discussion) => (discussion.category.isAnswerable ? discussion.answer !== null : null),
  answer: (discussion) => discussion.answer,
  answerChosenAt: (discussion) => timestamp(discussion.answerChosenAt),
  answerChosenBy: (discussion) => discussion.answerChosenBy,
  labels,
  comments: (discussion, parameters) => connection(discussion.comments, parameters, byCreation),
};

/** Fields of DiscussionComment. */
export const discussionCommentFields: Fields<DiscussionCommentRecord> = {
  ...writtenFields({
    repository: (comment: DiscussionCommentRecord) => comment.discussion.repository,
    path: (comment) => `${path(comment.discussion)}#discussioncomment-${comment.id}`,
  }),
  discussion: (comment) => comment.discussion,
  deletedAt: () => null,
  isAnswer: (comment) => comment.discussion.answer === comment,
  upvoteCount: () => 0,
  replyTo: (comment) => comment.replyTo,
  replies: (comment, parameters) => connection(comment.replies, parameters, byCreation),
};

/** Fields of DiscussionCategory. */
export const categoryFields: Fields<CategoryRecord> = {
  id: nodeId,
  name: (category) => category.name,
  slug: (category) => category.slug,
  emoji: (category) => category.emoji,
  description: (category) => category.description,
  isAnswerable: (category) => category.isAnswerable,
  createdAt: (category) => timestamp(category.createdAt),
  updatedAt: (category) => timestamp(category.createdAt),
};
