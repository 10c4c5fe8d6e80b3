import { timestamp } from "../state/clock.ts";
import {
  type CommentRecord,
  fullName,
  type IssueRecord,
  type LabelRecord,
  type MilestoneRecord,
  type PullRecord,
  type RepositoryRecord,
  type UserRecord,
} from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { renderAuthor, renderUser } from "./render-user.ts";
import { type RenderContext, renderReactions, type Schemas, webUrl } from "./schemas.ts";

/** An issue, or a pull request as the issues endpoints show it. */
export function renderIssue(context: RenderContext, issue: IssueRecord | PullRecord): Schemas["issue"] {
  const name = fullName(issue.repository);
  const repositoryUrl = `${context.apiUrl}/repos/${name}`;
  const url = `${repositoryUrl}/issues/${issue.number}`;
  const pull = `${webUrl}/${name}/pull/${issue.number}`;
  const [assignee = null] = issue.assignees;
  return {
    id: issue.id,
    node_id: nodeId(issue),
    url,
    repository_url: repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: issue.kind === "pull" ? pull : `${webUrl}/${name}/issues/${issue.number}`,
    number: issue.number,
    state: issue.state,
    state_reason: issue.kind === "issue" ? issue.stateReason : null,
    title: issue.title,
    body: issue.body === "" ? null : issue.body,
    user: renderAuthor(context, issue.author),
    labels: issue.labels.map((label) => renderLabel(context, issue.repository, label)),
    assignee: renderAuthor(context, assignee),
    assignees: issue.assignees.map((user) => renderUser(context, user)),
    milestone: renderMilestone(context, issue.repository, issue.milestone),
    locked: issue.locked,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: timestamp(issue.closedAt),
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    author_association: association(issue.repository, issue.author),
    performed_via_github_app: null,
    reactions: renderReactions(url),
    closed_by: issue.state === "closed" ? renderAuthor(context, issue.closedBy) : null,
    ...(issue.kind === "pull" && {
      draft: issue.draft,
      pull_request: {
        url: `${repositoryUrl}/pulls/${issue.number}`,
        html_url: pull,
        diff_url: `${pull}.diff`,
        patch_url: `${pull}.patch`,
        merged_at: timestamp(issue.mergedAt),
      },
    }),
  };
}

/** A comment of an issue or a pull request. */
export function renderComment(context: RenderContext, comment: CommentRecord): Schemas["issue-comment"] {
  const { repository, number, kind } = comment.conversation;
  const name = fullName(repository);
  const url = `${context.apiUrl}/repos/${name}/issues`;
  return {
    id: comment.id,
    node_id: nodeId(comment),
    url: `${url}/comments/${comment.id}`,
    html_url: `${webUrl}/${name}/${kind === "pull" ? "pull" : "issues"}/${number}#issuecomment-${comment.id}`,
    issue_url: `${url}/${number}`,
    body: comment.body,
    user: renderAuthor(context, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: association(repository, comment.author),
    performed_via_github_app: null,
    reactions: renderReactions(`${url}/comments/${comment.id}`),
  };
}

/** A label. */
export function renderLabel(context: RenderContext, repository: RepositoryRecord, label: LabelRecord) {
  return {
    id: label.id,
    node_id: nodeId(label),
    url: `${context.apiUrl}/repos/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** A milestone; null where there is none. */
export function renderMilestone<M extends MilestoneRecord | null>(
  context: RenderContext,
  repository: RepositoryRecord,
  milestone: M,
): Schemas["milestone"] | (M extends null ? null : never) {
  if (milestone === null) return null as M extends null ? null : never;
  const name = fullName(repository);
  const url = `${context.apiUrl}/repos/${name}/milestones/${milestone.number}`;
  return {
    url,
    html_url: `${webUrl}/${name}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: nodeId(milestone),
    number: milestone.number,
    state: "open" as const,
    title: milestone.title,
    description: null,
    creator: renderUser(context, milestone.creator),
    open_issues: 0,
    closed_issues: 0,
    created_at: timestamp(milestone.createdAt),
    updated_at: timestamp(milestone.createdAt),
    closed_at: null,
    due_on: null,
  };
}

/** How an author stands to a repository. */
export function association(repository: RepositoryRecord, author: UserRecord | null): Schemas["author-association"] {
  if (author === null) return "NONE";
  if (author === repository.owner) return "OWNER";
  return repository.collaborators.has(author.login.toLowerCase()) ? "COLLABORATOR" : "NONE";
}
