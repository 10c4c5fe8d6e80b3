import { timestamp } from "../state/clock.ts";
import {
  fullName,
  type PullRecord,
  type ReviewCommentRecord,
  type ReviewRecord,
  type UserRecord,
} from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { association, renderLabel, renderMilestone } from "./render-issue.ts";
import { renderRepository } from "./render-repository.ts";
import { renderAuthor, renderUser } from "./render-user.ts";
import { type RenderContext, renderReactions, type Schemas, webUrl } from "./schemas.ts";

/** Counts of a pull request that only its own endpoint tells. */
export interface PullCounts {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

/** What GitHub shows instead of an account that is gone. */
export const ghost: UserRecord = {
  kind: "user",
  id: 10137,
  login: "ghost",
  name: null,
  type: "User",
  email: "ghost@example.com",
  createdAt: 0,
};

/** A pull request as lists have it. */
export function renderPullSimple(context: RenderContext, pull: PullRecord) {
  const name = fullName(pull.repository);
  const api = `${context.apiUrl}/repos/${name}`;
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const html = `${webUrl}/${name}/pull/${pull.number}`;
  const owner = renderUser(context, pull.repository.owner);
  const repo = renderRepository(context, pull.repository);
  const side = (ref: string, sha: string) => ({ label: `${owner.login}:${ref}`, ref, sha, user: owner, repo });
  const [assignee = null] = pull.assignees;
  const urls = {
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
  };
  return {
    url,
    id: pull.id,
    node_id: nodeId(pull),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    ...urls,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: renderUser(context, pull.author ?? ghost),
    body: pull.body === "" ? null : pull.body,
    labels: pull.labels.map((label) =>
      renderLabel(context, pull.repository, label),
    ) as Schemas["pull-request-simple"]["labels"],
    milestone: renderMilestone(context, pull.repository, pull.milestone),
    active_lock_reason: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: timestamp(pull.closedAt),
    merged_at: timestamp(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    assignee: renderAuthor(context, assignee),
    assignees: pull.assignees.map((user) => renderUser(context, user)),
    requested_reviewers: pull.requestedReviewers.map((user) => renderUser(context, user)),
    requested_teams: [],
    head: side(pull.headRef, pull.headSha),
    base: side(pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: urls.comments_url },
      review_comments: { href: urls.review_comments_url },
      review_comment: { href: urls.review_comment_url },
      commits: { href: urls.commits_url },
      statuses: { href: urls.statuses_url },
    },
    author_association: association(pull.repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  } satisfies Schemas["pull-request-simple"];
}

/** A pull request as its own endpoint answers. */
export function renderPull(context: RenderContext, pull: PullRecord, counts: PullCounts): Schemas["pull-request"] {
  return {
    ...renderPullSimple(context, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.mergeable,
    rebaseable: pull.mergeable,
    mergeable_state: pull.mergeable === null ? "unknown" : pull.mergeable ? "clean" : "dirty",
    merged_by: renderAuthor(context, pull.mergedBy),
    comments: pull.comments.length,
    review_comments: pull.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
    maintainer_can_modify: false,
    commits: counts.commits,
    additions: counts.additions,
    deletions: counts.deletions,
    changed_files: counts.changedFiles,
  };
}

/** A review of a pull request. */
export function renderReview(context: RenderContext, review: ReviewRecord) {
  const name = fullName(review.pull.repository);
  const html = `${webUrl}/${name}/pull/${review.pull.number}#pullrequestreview-${review.id}`;
  const pull = `${context.apiUrl}/repos/${name}/pulls/${review.pull.number}`;
  return {
    id: review.id,
    node_id: nodeId(review),
    user: renderAuthor(context, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: association(review.pull.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: timestamp(review.submittedAt),
    commit_id: review.commitSha,
  } satisfies Schemas["pull-request-review"];
}

/** A comment on a line of a pull request. */
export function renderReviewComment(context: RenderContext, comment: ReviewCommentRecord) {
  const { thread } = comment;
  const name = fullName(thread.pull.repository);
  const url = `${context.apiUrl}/repos/${name}/pulls/comments/${comment.id}`;
  const html = `${webUrl}/${name}/pull/${thread.pull.number}#discussion_r${comment.id}`;
  const pull = `${context.apiUrl}/repos/${name}/pulls/${thread.pull.number}`;
  const [first] = thread.comments;
  return {
    url,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: nodeId(comment),
    diff_hunk: thread.diffHunk,
    path: thread.path,
    commit_id: thread.pull.headSha,
    original_commit_id: comment.review.commitSha,
    ...(first !== undefined && first !== comment && { in_reply_to_id: first.id }),
    user: renderAuthor(context, comment.author),
    body: comment.body,
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    html_url: html,
    pull_request_url: pull,
    author_association: association(thread.pull.repository, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pull } },
    start_line: thread.startLine,
    original_start_line: thread.startLine,
    start_side: thread.startLine === null ? null : thread.side,
    ...(thread.line !== null && { line: thread.line }),
    original_line: thread.originalLine,
    side: thread.side,
    subject_type: "line" as const,
    reactions: renderReactions(url),
  } satisfies Schemas["pull-request-review-comment"];
}
