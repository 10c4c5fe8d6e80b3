import { timestamp } from "../state/clock.ts";
import {
  type CategoryRecord,
  type DiscussionCommentRecord,
  type DiscussionRecord,
  fullName,
  type UserRecord,
} from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { association, renderLabel } from "./render-issue.ts";
import { renderUser } from "./render-user.ts";
import { type RenderContext, type Schemas, webUrl } from "./schemas.ts";

/** Where people see a discussion, or a comment of it. */
function discussionUrl(discussion: DiscussionRecord, comment?: DiscussionCommentRecord): string {
  const url = `${webUrl}/${fullName(discussion.repository)}/discussions/${discussion.number}`;
  return comment === undefined ? url : `${url}#discussioncomment-${comment.id}`;
}

/** A discussion as webhooks carry it. */
export function renderDiscussion(context: RenderContext, discussion: DiscussionRecord): Schemas["discussion"] {
  const { repository, answer } = discussion;
  return {
    repository_url: `${context.apiUrl}/repos/${fullName(repository)}`,
    category: renderCategory(discussion.category, repository.id),
    answer_html_url: answer === null ? null : discussionUrl(discussion, answer),
    answer_chosen_at: timestamp(discussion.answerChosenAt),
    answer_chosen_by: person(context, discussion.answerChosenBy),
    html_url: discussionUrl(discussion),
    id: discussion.id,
    node_id: nodeId(discussion),
    number: discussion.number,
    title: discussion.title,
    user: person(context, discussion.author),
    labels: discussion.labels.map((label) => renderLabel(context, repository, label)),
    state: discussion.locked ? "locked" : "open",
    state_reason: null,
    locked: discussion.locked,
    comments: discussion.comments.length,
    created_at: timestamp(discussion.createdAt),
    updated_at: timestamp(discussion.updatedAt),
    author_association: association(repository, discussion.author),
    active_lock_reason: null,
    body: discussion.body,
  };
}

/** A comment or reply of a discussion as webhooks carry it. */
export function renderDiscussionComment(
  context: RenderContext,
  comment: DiscussionCommentRecord,
): Schemas["webhooks_comment"] {
  const { discussion } = comment;
  const repository = `${context.apiUrl}/repos/${fullName(discussion.repository)}`;
  const none = { "+1": 0, "-1": 0, confused: 0, eyes: 0, heart: 0, hooray: 0, laugh: 0, rocket: 0, total_count: 0 };
  return {
    id: comment.id,
    node_id: nodeId(comment),
    html_url: discussionUrl(discussion, comment),
    parent_id: comment.replyTo?.id ?? null,
    child_comment_count: comment.replies.length,
    repository_url: repository,
    discussion_id: discussion.id,
    author_association: association(discussion.repository, comment.author),
    user: person(context, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    body: comment.body,
    reactions: { url: `${repository}/discussions/comments/${comment.id}/reactions`, ...none },
  };
}

function renderCategory(category: CategoryRecord, repositoryId: number): Schemas["discussion"]["category"] {
  const { id, name, slug, emoji, description, isAnswerable } = category;
  const time = timestamp(category.createdAt);
  return {
    id,
    node_id: nodeId(category),
    repository_id: repositoryId,
    emoji,
    name,
    description,
    slug,
    is_answerable: isAnswerable,
    created_at: time,
    updated_at: time,
  };
}

function person(context: RenderContext, user: UserRecord | null) {
  if (user === null) return null;
  const { type, name: _, email: __, gravatar_id: ___, id: ____, ...rest } = renderUser(context, user);
  return { ...rest, id: user.id, gravatar_id: "", type: type as "User" };
}
