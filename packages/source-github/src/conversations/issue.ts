import { dayOf } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import { z } from "zod";
import { connectionField, connectionSchema, type OpenList, openList } from "./connection.ts";
import { conversationKeySchema, ISSUE_KEY } from "./keys.ts";
import { LINKED, linkedName, linkedSchema, linkedTitle } from "./linked.ts";
import {
  ACTOR,
  ASSIGNEE,
  actorSchema,
  assigneeSchema,
  COMMENT,
  commentSchema,
  joinParts,
  LABEL,
  labelSchema,
  loginOf,
  renderComment,
  unique,
} from "./parts.ts";

/** What is asked of an issue. */
export const ISSUE_FIELDS = `${ISSUE_KEY}
  id title body url createdAt closedAt stateReason locked author ${ACTOR} milestone { title }
  ${connectionField("allLabels: labels", 50, LABEL)}
  ${connectionField("allAssignees: assignees", 20, ASSIGNEE)}
  ${connectionField("allComments: comments", 100, COMMENT)}
  partOf: parent { ${LINKED} } ${connectionField("allSubIssues: subIssues", 50, LINKED)}
  ${connectionField("closedBy: closedByPullRequestsReferences", 20, LINKED, ", includeClosedPrs: true")}`;

/** An issue as GitHub answers it. */
export const issueSchema = conversationKeySchema.extend({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullish(),
  stateReason: z.string().nullish(),
  author: actorSchema,
  milestone: z.object({ title: z.string() }).nullish(),
  allLabels: connectionSchema(labelSchema).nullish(),
  allAssignees: connectionSchema(assigneeSchema),
  allComments: connectionSchema(commentSchema),
  partOf: linkedSchema.nullish(),
  allSubIssues: connectionSchema(linkedSchema).nullish(),
  closedBy: connectionSchema(linkedSchema).nullish(),
});
export type Issue = z.infer<typeof issueSchema>;

/** The issue's lists that go on behind their first pages. */
export function openListsOfIssue(issue: Issue): readonly OpenList[] {
  const of = { owner: issue.id, type: "Issue" };
  const { allLabels, allAssignees, allComments, allSubIssues, closedBy } = issue;
  const closers = "closedByPullRequestsReferences";
  return [
    ...(allLabels ? openList({ ...of, field: "labels", fields: LABEL }, allLabels, labelSchema) : []),
    ...openList({ ...of, field: "assignees", fields: ASSIGNEE }, allAssignees, assigneeSchema),
    ...openList({ ...of, field: "comments", fields: COMMENT }, allComments, commentSchema),
    ...(allSubIssues ? openList({ ...of, field: "subIssues", fields: LINKED }, allSubIssues, linkedSchema) : []),
    ...(closedBy
      ? openList({ ...of, field: closers, fields: LINKED, more: "includeClosedPrs: true" }, closedBy, linkedSchema)
      : []),
  ];
}

/** What an issue's document holds, beside what every conversation's does. */
export function renderIssue(issue: Issue) {
  const labels = (issue.allLabels?.nodes ?? []).map(({ name }) => name);
  const assignees = issue.allAssignees.nodes.map(({ login }) => login);
  const comments = issue.allComments.nodes;
  const subIssues = issue.allSubIssues?.nodes ?? [];
  const closers = issue.closedBy?.nodes ?? [];
  const state = (issue.state ?? "OPEN").toLowerCase();
  const reason = issue.stateReason ? ` as ${issue.stateReason.toLowerCase().replaceAll("_", " ")}` : "";
  const closed = issue.closedAt ? ` Closed on ${dayOf(issue.closedAt)}${reason}.` : "";
  const facts = [
    `Issue #${issue.number} by @${loginOf(issue.author)}, opened on ${dayOf(issue.createdAt)}, ${state}.${closed}`,
    labels.length > 0 ? `Labels: ${labels.join(", ")}.` : "",
    assignees.length > 0 ? `Assigned to ${assignees.map((login) => `@${login}`).join(", ")}.` : "",
    issue.milestone ? `Milestone: ${issue.milestone.title}.` : "",
    issue.partOf ? `Part of ${linkedTitle(issue.partOf)}.` : "",
    closers.length > 0 ? `Pull requests for it: ${closers.map(linkedTitle).join("; ")}.` : "",
  ];
  const done = subIssues.filter((one) => one.state === "CLOSED").length;
  const content = joinParts([
    `# ${issue.title}`,
    facts.filter((fact) => fact !== "").join(" "),
    issue.body,
    subIssues.length > 0 ? `## Sub-issues (${done} of ${subIssues.length} closed)` : null,
    subIssues.map((one) => `- ${linkedTitle(one)} (${(one.state ?? "OPEN").toLowerCase()})`).join("\n"),
    comments.length > 0 ? "## Comments" : null,
    ...comments.map((comment) => renderComment(3, comment)),
  ]);
  return {
    content,
    state,
    labels,
    metadata: {
      number: issue.number,
      comments: comments.length,
      participants: unique([loginOf(issue.author), ...assignees, ...comments.map(({ author }) => loginOf(author))]),
      ...(assignees.length > 0 && { assignees }),
      ...(issue.milestone && { milestone: issue.milestone.title }),
      ...(issue.partOf && { parent: linkedName(issue.partOf) }),
      ...(subIssues.length > 0 && { subIssues: subIssues.map(linkedName) }),
      ...(closers.length > 0 && { pullRequests: closers.map(linkedName) }),
      ...(issue.closedAt && { closedAt: issue.closedAt }),
      ...(issue.stateReason && { stateReason: issue.stateReason.toLowerCase() }),
    },
  } satisfies Pick<Document, "content" | "state" | "labels" | "metadata">;
}
