import type {
  CommentRecord,
  DiscussionCommentRecord,
  DiscussionRecord,
  IssueRecord,
  PullRecord,
  ReviewCommentRecord,
  ReviewRecord,
  ThreadRecord,
} from "../state/model.ts";
import { emitComment } from "../webhooks/comment-events.ts";
import { actorOf, type ChangeContext, type ChangeOptions, timeOf, written } from "./context.ts";

/** A text somebody adds. */
export interface CommentInput extends ChangeOptions {
  readonly body: string;
}

/** A review of a pull request. */
export interface ReviewInput extends ChangeOptions {
  readonly state?: ReviewRecord["state"];
  readonly body?: string;
  /** New threads on lines of files. */
  readonly comments?: readonly {
    readonly path: string;
    readonly line: number;
    readonly body: string;
    readonly startLine?: number;
    /** The change up to the line, as GitHub shows it above the thread. */
    readonly diffHunk?: string;
  }[];
}

/** Comments on an issue or a pull request. */
export function commentOnIssue(
  context: ChangeContext,
  conversation: IssueRecord | PullRecord,
  input: CommentInput,
): CommentRecord {
  const comment: CommentRecord = { kind: "comment", conversation, ...written(context, input.body, input) };
  conversation.comments.push(comment);
  touch(conversation, comment.createdAt);
  emitComment(context, comment, "created", actorOf(context, input));
  return comment;
}

/** Comments on a discussion, or replies to a comment there. */
export function commentOnDiscussion(
  context: ChangeContext,
  discussion: DiscussionRecord,
  input: CommentInput & { readonly replyTo?: DiscussionCommentRecord },
): DiscussionCommentRecord {
  const replyTo = input.replyTo ?? null;
  const comment: DiscussionCommentRecord = {
    kind: "discussion-comment",
    discussion,
    replyTo,
    replies: [],
    ...written(context, input.body, input),
  };
  (replyTo === null ? discussion.comments : replyTo.replies).push(comment);
  touch(discussion, comment.createdAt);
  emitComment(context, comment, "created", actorOf(context, input));
  return comment;
}

/** Reviews a pull request, with threads when the review has comments. */
export function reviewPull(context: ChangeContext, pull: PullRecord, input: ReviewInput): ReviewRecord {
  const parts = written(context, input.body ?? "", input);
  const review: ReviewRecord = {
    kind: "review",
    pull,
    ...parts,
    state: input.state ?? "COMMENTED",
    submittedAt: parts.createdAt,
    commitSha: pull.headSha,
  };
  pull.reviews.push(review);
  for (const { path, line, body, startLine, diffHunk } of input.comments ?? []) {
    const thread: ThreadRecord = {
      kind: "thread",
      id: context.world.nextId(),
      pull,
      path,
      line,
      originalLine: line,
      startLine: startLine ?? null,
      side: "RIGHT",
      diffHunk: diffHunk ?? `@@ -${line},1 +${line},1 @@`,
      resolvedBy: null,
      comments: [],
    };
    pull.threads.push(thread);
    addToThread(context, thread, review, { ...input, body });
  }
  touch(pull, review.createdAt);
  emitComment(context, review, "submitted", actorOf(context, input));
  return review;
}

/** Replies in a review thread: a review of its own with one comment, as GitHub has it. */
export function replyInThread(context: ChangeContext, thread: ThreadRecord, input: CommentInput): ReviewCommentRecord {
  const parts = written(context, "", input);
  const review: ReviewRecord = {
    kind: "review",
    pull: thread.pull,
    ...parts,
    state: "COMMENTED",
    submittedAt: parts.createdAt,
    commitSha: thread.pull.headSha,
  };
  thread.pull.reviews.push(review);
  touch(thread.pull, review.createdAt);
  return addToThread(context, thread, review, input);
}

/** Marks a thread resolved, or not any more. */
export function resolveThread(
  context: ChangeContext,
  thread: ThreadRecord,
  resolved: boolean,
  options: ChangeOptions = {},
): void {
  const actor = actorOf(context, options);
  thread.resolvedBy = resolved ? actor : null;
  emitComment(context, thread, resolved ? "resolved" : "unresolved", actor);
}

/** Moves a conversation's time of change forward, never back. */
export function touch(conversation: { updatedAt: number }, time: number): void {
  conversation.updatedAt = Math.max(conversation.updatedAt, time);
}

/** Changes a text. */
export function editComment(
  context: ChangeContext,
  comment: CommentRecord | DiscussionCommentRecord | ReviewCommentRecord | ReviewRecord,
  input: CommentInput,
): void {
  const time = timeOf(context, input);
  comment.body = input.body;
  comment.editedAt = time;
  comment.updatedAt = time;
  touch(conversationOf(comment), time);
  emitComment(context, comment, "edited", actorOf(context, input));
}

/** Removes a comment. */
export function deleteComment(
  context: ChangeContext,
  comment: CommentRecord | DiscussionCommentRecord | ReviewCommentRecord,
  options: ChangeOptions = {},
): void {
  const remove = <Item>(list: Item[], item: Item) => list.splice(list.indexOf(item), list.includes(item) ? 1 : 0);
  if (comment.kind === "comment") remove(comment.conversation.comments, comment);
  else if (comment.kind === "review-comment") remove(comment.thread.comments, comment);
  else {
    remove(comment.replyTo === null ? comment.discussion.comments : comment.replyTo.replies, comment);
    if (comment.discussion.answer === comment) comment.discussion.answer = null;
  }
  touch(conversationOf(comment), timeOf(context, options));
  emitComment(context, comment, "deleted", actorOf(context, options));
}

/** The conversation a comment or review belongs to. */
function conversationOf(
  comment: CommentRecord | DiscussionCommentRecord | ReviewCommentRecord | ReviewRecord | ThreadRecord,
): IssueRecord | PullRecord | DiscussionRecord {
  if (comment.kind === "comment") return comment.conversation;
  if (comment.kind === "discussion-comment") return comment.discussion;
  return comment.kind === "review-comment" ? comment.thread.pull : comment.pull;
}

function addToThread(
  context: ChangeContext,
  thread: ThreadRecord,
  review: ReviewRecord,
  input: CommentInput,
): ReviewCommentRecord {
  const comment: ReviewCommentRecord = {
    kind: "review-comment",
    thread,
    review,
    ...written(context, input.body, input),
  };
  thread.comments.push(comment);
  touch(thread.pull, comment.createdAt);
  emitComment(context, comment, "created", actorOf(context, input));
  return comment;
}
