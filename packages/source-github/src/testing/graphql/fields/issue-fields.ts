import { timestamp } from "../../state/clock.ts";
import {
  type CommentRecord,
  fullName,
  type IssueRecord,
  type MilestoneRecord,
  type PullRecord,
} from "../../state/model.ts";
import { nodeId } from "../../state/node-id.ts";
import { byCreation, byPosition, connection, timeOrder } from "../connection.ts";
import { demand, type Fields } from "../context.ts";
import { labels, participants, writtenFields } from "./shared-fields.ts";

function path(issue: IssueRecord | PullRecord): string {
  return `/${fullName(issue.repository)}/${issue.kind === "pull" ? "pull" : "issues"}/${issue.number}`;
}

/** Fields that issues and pull requests share. */
export const issueLikeFields: Fields<IssueRecord | PullRecord> = {
  ...writtenFields({ repository: (issue: IssueRecord | PullRecord) => issue.repository, path }),
  number: (issue) => issue.number,
  title: (issue) => issue.title,
  closed: (issue) => issue.state === "closed",
  closedAt: (issue) => timestamp(issue.closedAt),
  locked: (issue) => issue.locked,
  activeLockReason: () => null,
  milestone: (issue) => issue.milestone,
  labels,
  assignees: (issue, parameters) => connection(issue.assignees, parameters, byPosition),
  comments: (issue, parameters) => {
    const order =
      parameters.orderBy == null ? byCreation : timeOrder(parameters, { field: "UPDATED_AT", direction: "ASC" });
    return connection(issue.comments, parameters, { ...order, known: ["orderBy"] });
  },
  participants: (issue, parameters) => {
    const writers = [issue.author, ...issue.comments.map((comment) => comment.author)];
    return connection(participants(writers), parameters, byPosition);
  },
};

/** Fields of Issue. */
export const issueFields: Fields<IssueRecord> = {
  ...issueLikeFields,
  state: (issue) => issue.state.toUpperCase(),
  stateReason: (issue, parameters) =>
    issue.stateReason === "duplicate" && parameters.enableDuplicate !== true
      ? "NOT_PLANNED"
      : (issue.stateReason?.toUpperCase() ?? null),
  isPinned: () => false,
  parent: (issue) => issue.parent,
  subIssues: (issue, parameters) => connection(issue.subIssues, parameters, byPosition),
  subIssuesSummary: ({ subIssues }) => {
    const completed = subIssues.filter(({ state }) => state === "closed").length;
    const percentCompleted = subIssues.length === 0 ? 0 : Math.floor((completed / subIssues.length) * 100);
    return { total: subIssues.length, completed, percentCompleted };
  },
  closedByPullRequestsReferences: (issue, parameters, context) => {
    demand(context, issue.repository, "pull_requests");
    const pulls = [...issue.repository.conversations.values()].filter((one) => one.kind === "pull");
    const closing = pulls.filter(
      (pull) =>
        pull.closes.includes(issue) &&
        (parameters.includeClosedPrs === true || pull.state === "open" || pull.mergedAt !== null),
    );
    return connection(closing, parameters, {
      ...byCreation,
      known: ["includeClosedPrs", "orderByState", "userLinkedOnly"],
    });
  },
};

/** Fields of IssueComment. */
export const commentFields: Fields<CommentRecord> = {
  ...writtenFields({
    repository: (comment: CommentRecord) => comment.conversation.repository,
    path: (comment) => `${path(comment.conversation)}#issuecomment-${comment.id}`,
  }),
  issue: (comment) => (comment.conversation.kind === "issue" ? comment.conversation : null),
  pullRequest: (comment) => (comment.conversation.kind === "pull" ? comment.conversation : null),
};

/** Fields of Milestone. */
export const milestoneFields: Fields<MilestoneRecord> = {
  id: nodeId,
  number: (milestone) => milestone.number,
  title: (milestone) => milestone.title,
  description: () => null,
  state: () => "OPEN",
  closed: () => false,
  creator: (milestone) => milestone.creator,
  createdAt: (milestone) => timestamp(milestone.createdAt),
  updatedAt: (milestone) => timestamp(milestone.createdAt),
  dueOn: () => null,
};
