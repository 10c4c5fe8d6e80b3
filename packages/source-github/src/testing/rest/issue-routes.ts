import { notFound, ok } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { pageOf } from "../http/pagination.ts";
import { type Route, repositoryRoute } from "../http/route.ts";
import type { IssueRecord, PullRecord, RepositoryRecord } from "../state/model.ts";
import { demandIssues, findIssue } from "./find-conversation.ts";
import { changedSince, inState, ordered } from "./list-order.ts";
import { renderComment, renderIssue, renderLabel, renderMilestone } from "./render-issue.ts";

const issues = { permissions: ["issues", "pull_requests"] } as const;
const paging = ["page", "per_page"] as const;

/** Endpoints of issues, their comments, labels and milestones. */
export const issueRoutes: readonly Route[] = [
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/issues",
    {
      query: [
        "milestone",
        "state",
        "assignee",
        "creator",
        "mentioned",
        "labels",
        "sort",
        "direction",
        "since",
        ...paging,
      ],
      permissions: ["issues"],
    },
    (call, repository) => {
      demandIssues(repository);
      const all = changedSince(call, inState(call, filtered(call, issuesOf(repository))));
      const { items, headers } = pageOf(call, ordered(call, all, "created", "desc"));
      return ok(
        items.map((issue) => renderIssue(call, issue)),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/issues/comments",
    { query: ["sort", "direction", "since", ...paging], ...issues },
    (call, repository) => {
      const all = changedSince(
        call,
        issuesOf(repository).flatMap((issue) => issue.comments),
      );
      const { items, headers } = pageOf(call, ordered(call, all, "created", "asc"));
      return ok(
        items.map((comment) => renderComment(call, comment)),
        headers,
      );
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/issues/comments/{comment_id}", issues, (call, repository) => {
    const id = Number(call.parameters.comment_id);
    for (const issue of issuesOf(repository)) {
      const comment = issue.comments.find((one) => one.id === id);
      if (comment !== undefined) return ok(renderComment(call, comment));
    }
    throw notFound();
  }),
  repositoryRoute("get", "/repos/{owner}/{repo}/issues/{issue_number}", issues, (call, repository) =>
    ok(renderIssue(call, findIssue(call, repository, call.parameters.issue_number))),
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    { query: ["since", ...paging], ...issues },
    (call, repository) => {
      const all = changedSince(call, findIssue(call, repository, call.parameters.issue_number).comments);
      const { items, headers } = pageOf(call, all);
      return ok(
        items.map((comment) => renderComment(call, comment)),
        headers,
      );
    },
  ),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
    { query: paging, ...issues },
    (call, repository) => {
      const { items, headers } = pageOf(call, findIssue(call, repository, call.parameters.issue_number).labels);
      return ok(
        items.map((label) => renderLabel(call, repository, label)),
        headers,
      );
    },
  ),
  repositoryRoute("get", "/repos/{owner}/{repo}/labels", { query: paging, ...issues }, (call, repository) => {
    const { items, headers } = pageOf(call, [...repository.labels.values()]);
    return ok(
      items.map((label) => renderLabel(call, repository, label)),
      headers,
    );
  }),
  repositoryRoute(
    "get",
    "/repos/{owner}/{repo}/milestones",
    { query: ["state", "sort", "direction", ...paging], ...issues },
    (call, repository) => {
      const { items, headers } = pageOf(call, [...repository.milestones.values()]);
      return ok(
        items.map((milestone) => renderMilestone(call, repository, milestone)),
        headers,
      );
    },
  ),
];

function issuesOf(repository: RepositoryRecord): (IssueRecord | PullRecord)[] {
  return [...repository.conversations.values()].filter((one) => one.kind !== "discussion");
}

function filtered(call: Call, all: readonly (IssueRecord | PullRecord)[]): readonly (IssueRecord | PullRecord)[] {
  const labels = call.query.get("labels")?.split(",") ?? [];
  const creator = call.query.get("creator");
  const assignee = call.query.get("assignee");
  return all.filter(
    (issue) =>
      labels.every((name) => issue.labels.some((label) => label.name === name)) &&
      (creator === null || issue.author?.login === creator) &&
      (assignee === null || assignee === "*" || issue.assignees.some((user) => user.login === assignee)),
  );
}
