import { z } from "zod";
import { connectionField, connectionSchema, type OpenList, openList } from "./connection.ts";
import { conversationKeySchema, PULL_REQUEST_KEY } from "./keys.ts";
import { LINKED, linkedSchema } from "./linked.ts";
import { ACTOR, ASSIGNEE, actorSchema, assigneeSchema, COMMENT, commentSchema, LABEL, labelSchema } from "./parts.ts";

const REVIEW = `id author ${ACTOR} state body createdAt submittedAt url`;
const reviewSchema = z.object({
  id: z.string(),
  author: actorSchema,
  state: z.string(),
  body: z.string(),
  createdAt: z.string(),
  submittedAt: z.string().nullish(),
  url: z.string(),
});
export type Review = z.infer<typeof reviewSchema>;

const THREAD_COMMENT = `${COMMENT} diffHunk`;
const threadCommentSchema = commentSchema.extend({ diffHunk: z.string().optional() });

const THREAD = `id path line originalLine startLine isResolved isOutdated resolvedBy ${ACTOR}
  ${connectionField("comments", 30, THREAD_COMMENT)}`;
const threadSchema = z.object({
  id: z.string(),
  path: z.string(),
  line: z.number().nullish(),
  originalLine: z.number().nullish(),
  startLine: z.number().nullish(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  resolvedBy: actorSchema,
  comments: connectionSchema(threadCommentSchema),
});
export type Thread = z.infer<typeof threadSchema>;

const FILE = "path additions deletions changeType";
const fileSchema = z.object({
  path: z.string(),
  additions: z.number(),
  deletions: z.number(),
  changeType: z.string(),
});

const COMMIT = "commit { oid messageHeadline }";
const commitSchema = z.object({ commit: z.object({ oid: z.string(), messageHeadline: z.string() }) });

/** What is asked of a pull request. */
export const PULL_REQUEST_FIELDS = `${PULL_REQUEST_KEY}
  id title body url createdAt closedAt mergedAt author ${ACTOR} mergedBy ${ACTOR} milestone { title }
  baseRefName headRefName mergeCommit { oid } mergeable additions deletions changedFiles
  ${connectionField("allLabels: labels", 50, LABEL)}
  ${connectionField("allAssignees: assignees", 20, ASSIGNEE)}
  ${connectionField("allComments: comments", 100, COMMENT)}
  ${connectionField("allReviews: reviews", 50, REVIEW)}
  ${connectionField("allThreads: reviewThreads", 50, THREAD)}
  ${connectionField("allFiles: files", 100, FILE)}
  ${connectionField("allCommits: commits", 100, COMMIT)}
  ${connectionField("closes: closingIssuesReferences", 30, LINKED)}`;

/** A pull request as GitHub answers it. */
export const pullRequestSchema = conversationKeySchema.extend({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  createdAt: z.string(),
  closedAt: z.string().nullish(),
  mergedAt: z.string().nullish(),
  author: actorSchema,
  mergedBy: actorSchema,
  milestone: z.object({ title: z.string() }).nullish(),
  baseRefName: z.string(),
  headRefName: z.string(),
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  mergeable: z.string().optional(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  allLabels: connectionSchema(labelSchema).nullish(),
  allAssignees: connectionSchema(assigneeSchema),
  allComments: connectionSchema(commentSchema),
  allReviews: connectionSchema(reviewSchema).nullish(),
  allThreads: connectionSchema(threadSchema),
  allFiles: connectionSchema(fileSchema).nullish(),
  allCommits: connectionSchema(commitSchema),
  closes: connectionSchema(linkedSchema).nullish(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** The pull request's lists that go on behind their first pages: comments within review threads too. */
export function openListsOfPullRequest(pull: PullRequest): readonly OpenList[] {
  const of = { owner: pull.id, type: "PullRequest" };
  const { allLabels, allReviews, allFiles, closes } = pull;
  return [
    ...(allLabels ? openList({ ...of, field: "labels", fields: LABEL }, allLabels, labelSchema) : []),
    ...openList({ ...of, field: "assignees", fields: ASSIGNEE }, pull.allAssignees, assigneeSchema),
    ...openList({ ...of, field: "comments", fields: COMMENT }, pull.allComments, commentSchema),
    ...(allReviews ? openList({ ...of, field: "reviews", fields: REVIEW }, allReviews, reviewSchema) : []),
    ...openList({ ...of, field: "reviewThreads", fields: THREAD }, pull.allThreads, threadSchema, (thread) =>
      openList(
        { owner: thread.id, type: "PullRequestReviewThread", field: "comments", fields: THREAD_COMMENT },
        thread.comments,
        threadCommentSchema,
      ),
    ),
    ...(allFiles ? openList({ ...of, field: "files", fields: FILE }, allFiles, fileSchema) : []),
    ...openList({ ...of, field: "commits", fields: COMMIT }, pull.allCommits, commitSchema),
    ...(closes ? openList({ ...of, field: "closingIssuesReferences", fields: LINKED }, closes, linkedSchema) : []),
  ];
}
