import type { ChangeContext } from "../changes/context.ts";
import { renderDiscussion, renderDiscussionComment } from "../rest/render-discussion.ts";
import { renderComment, renderIssue } from "../rest/render-issue.ts";
import { renderPullSimple, renderReview, renderReviewComment } from "../rest/render-pull.ts";
import type { RenderContext } from "../rest/schemas.ts";
import type {
  CommentRecord,
  DiscussionCommentRecord,
  ReviewCommentRecord,
  ReviewRecord,
  ThreadRecord,
  UserRecord,
} from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import type { PayloadParts } from "./model.ts";

type Commented = CommentRecord | DiscussionCommentRecord | ReviewCommentRecord | ReviewRecord | ThreadRecord;

const names = {
  comment: "issue_comment",
  "discussion-comment": "discussion_comment",
  "review-comment": "pull_request_review_comment",
  review: "pull_request_review",
  thread: "pull_request_review_thread",
} as const;

/** Tells the hooks what happened to a comment, a review or a thread. */
export function emitComment(
  { world, repository }: ChangeContext,
  record: Commented,
  action: string,
  sender: UserRecord,
): void {
  const payload = (context: RenderContext): PayloadParts => ({
    ...renderCommented(context, record),
    ...(action === "edited" && { changes: {} }),
  });
  world.hooks.emit({ name: names[record.kind], action, repository, sender, payload });
}

function renderCommented(context: RenderContext, record: Commented): PayloadParts {
  switch (record.kind) {
    case "comment":
      return { issue: renderIssue(context, record.conversation), comment: renderComment(context, record) };
    case "discussion-comment":
      return {
        discussion: renderDiscussion(context, record.discussion),
        comment: renderDiscussionComment(context, record),
      };
    case "review-comment":
      return {
        pull_request: renderPullSimple(context, record.thread.pull),
        comment: renderReviewComment(context, record),
      };
    case "review": {
      // Webhooks write a review's state in lower case.
      const review = { ...renderReview(context, record), state: record.state.toLowerCase() };
      return { pull_request: renderPullSimple(context, record.pull), review };
    }
    case "thread": {
      const comments = record.comments.map((comment) => renderReviewComment(context, comment));
      return { pull_request: renderPullSimple(context, record.pull), thread: { node_id: nodeId(record), comments } };
    }
  }
}
