import { countPull, pullBase, pullCommits } from "../../rest/pull-counts.ts";
import { timestamp } from "../../state/clock.ts";
import {
  fullName,
  type PullRecord,
  type ReviewCommentRecord,
  type ReviewRecord,
  type ThreadRecord,
} from "../../state/model.ts";
import { nodeId } from "../../state/node-id.ts";
import { byCreation, byPosition, connection, timeOrder } from "../connection.ts";
import { demand, type Fields } from "../context.ts";
import { type ChangedFileValue, type PullCommitValue, readCommit } from "../git-values.ts";
import { readRef } from "./git-fields.ts";
import { issueLikeFields } from "./issue-fields.ts";
import { participants, writtenFields } from "./shared-fields.ts";

const byId = { key: (record: { id: number }) => [record.id] };
const changeTypes = {
  added: "ADDED",
  removed: "DELETED",
  modified: "MODIFIED",
  renamed: "RENAMED",
  copied: "COPIED",
  changed: "CHANGED",
} as const;

function path(pull: PullRecord): string {
  return `/${fullName(pull.repository)}/pull/${pull.number}`;
}

/** Fields of PullRequest. */
export const pullFields: Fields<PullRecord> = {
  ...issueLikeFields,
  permalink: (pull) => `https://github.com${path(pull)}`,
  state: (pull) => (pull.mergedAt !== null ? "MERGED" : pull.state.toUpperCase()),
  isDraft: (pull) => pull.draft,
  merged: (pull) => pull.mergedAt !== null,
  mergedAt: (pull) => timestamp(pull.mergedAt),
  mergedBy: (pull) => pull.mergedBy,
  mergeable: (pull) => (pull.mergeable === null ? "UNKNOWN" : pull.mergeable ? "MERGEABLE" : "CONFLICTING"),
  mergeStateStatus: (pull) => (pull.mergeable === null ? "UNKNOWN" : pull.mergeable ? "CLEAN" : "DIRTY"),
  mergeCommit: (pull) => (pull.mergeCommitSha === null ? null : readCommit(pull.repository, pull.mergeCommitSha)),
  baseRefName: (pull) => pull.baseRef,
  baseRefOid: (pull) => pull.baseSha,
  baseRef: (pull) => readRef(pull.repository, `refs/heads/${pull.baseRef}`),
  baseRepository: (pull) => pull.repository,
  headRefName: (pull) => pull.headRef,
  headRefOid: (pull) => pull.headSha,
  headRef: (pull) => readRef(pull.repository, `refs/heads/${pull.headRef}`),
  headRepository: (pull) => pull.repository,
  headRepositoryOwner: (pull) => pull.repository.owner,
  isCrossRepository: () => false,
  maintainerCanModify: () => false,
  autoMergeRequest: () => null,
  additions: async (pull) => (await countPull(pull)).additions,
  deletions: async (pull) => (await countPull(pull)).deletions,
  changedFiles: async (pull) => (await countPull(pull)).changedFiles,
  totalCommentsCount: (pull) =>
    pull.comments.length + pull.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
  reviewDecision: decision,
  closingIssuesReferences: (pull, parameters, context) => {
    demand(context, pull.repository, "issues");
    const order =
      parameters.orderBy == null ? byCreation : timeOrder(parameters, { field: "CREATED_AT", direction: "ASC" });
    return connection(pull.closes, parameters, { ...order, known: ["orderBy", "userLinkedOnly"] });
  },
  reviewRequests: (pull, parameters) =>
    connection(
      pull.requestedReviewers.map((requestedReviewer) => ({
        requestedReviewer,
        asCodeOwner: false,
        pullRequest: pull,
      })),
      parameters,
      byPosition,
    ),
  reviews: (pull, parameters) => {
    const states = parameters.states as string[] | null | undefined;
    const author = parameters.author as string | null | undefined;
    const wanted = pull.reviews.filter(
      (review) =>
        (states == null || states.includes(review.state)) && (author == null || review.author?.login === author),
    );
    return connection(wanted, parameters, { ...byCreation, known: ["states", "author"] });
  },
  latestReviews: (pull, parameters) => connection(latest(pull), parameters, byPosition),
  reviewThreads: (pull, parameters) => connection(pull.threads, parameters, byId),
  participants: (pull, parameters) => {
    const writers = [pull.author, ...pull.comments.map((one) => one.author), ...pull.reviews.map((one) => one.author)];
    return connection(participants(writers), parameters, byPosition);
  },
  commits: async (pull, parameters, context) => {
    demand(context, pull.repository, "contents", "pull_requests");
    const page = connection(await pullCommits(pull), parameters, byPosition);
    const wrap = async (sha: string) => ({ kind: "pull-commit", pull, commit: await readCommit(pull.repository, sha) });
    return {
      ...page,
      nodes: () => Promise.all(page.nodes().map(wrap)),
      edges: () => Promise.all(page.edges().map(async ({ cursor, node }) => ({ cursor, node: await wrap(node) }))),
    };
  },
  files: async (pull, parameters, context) => {
    const differences = await pull.repository.git.differences(await pullBase(pull), pull.headSha);
    const files = differences
      .slice(0, context.call.limits.pullFiles)
      .map((file): ChangedFileValue => ({ kind: "changed-file", file }));
    return connection(files, parameters, byPosition);
  },
};

/** Fields of PullRequestChangedFile. */
export const changedFileFields: Fields<ChangedFileValue> = {
  path: ({ file }) => file.path,
  additions: ({ file }) => file.additions,
  deletions: ({ file }) => file.deletions,
  changeType: ({ file }) => changeTypes[file.status],
  viewerViewedState: () => "UNVIEWED",
};

/** Fields of PullRequestCommit. */
export const pullCommitFields: Fields<PullCommitValue> = {
  id: ({ pull, commit }) => `PURC_${Buffer.from(`${pull.id}:${commit.commit.sha}`).toString("base64url")}`,
  commit: ({ commit }) => commit,
  pullRequest: ({ pull }) => pull,
  url: ({ pull, commit }) => `https://github.com${path(pull)}/commits/${commit.commit.sha}`,
  resourcePath: ({ pull, commit }) => `${path(pull)}/commits/${commit.commit.sha}`,
};

/** Fields of PullRequestReview. */
export const reviewFields: Fields<ReviewRecord> = {
  ...writtenFields({
    repository: (review: ReviewRecord) => review.pull.repository,
    path: (review) => `${path(review.pull)}#pullrequestreview-${review.id}`,
  }),
  state: (review) => review.state,
  submittedAt: (review) => timestamp(review.submittedAt),
  pullRequest: (review) => review.pull,
  commit: (review) => readCommit(review.pull.repository, review.commitSha),
  comments: (review, parameters) => {
    const comments = review.pull.threads.flatMap((thread) =>
      thread.comments.filter((comment) => comment.review === review),
    );
    return connection(comments, parameters, byCreation);
  },
};

/** Fields of PullRequestReviewThread. */
export const threadFields: Fields<ThreadRecord> = {
  id: nodeId,
  path: (thread) => thread.path,
  line: (thread) => thread.line,
  originalLine: (thread) => thread.originalLine,
  startLine: (thread) => thread.startLine,
  originalStartLine: (thread) => thread.startLine,
  diffSide: (thread) => thread.side,
  startDiffSide: (thread) => (thread.startLine === null ? null : thread.side),
  subjectType: () => "LINE",
  isResolved: (thread) => thread.resolvedBy !== null,
  isCollapsed: (thread) => thread.resolvedBy !== null,
  isOutdated: (thread) => thread.line === null,
  resolvedBy: (thread) => thread.resolvedBy,
  pullRequest: (thread) => thread.pull,
  repository: (thread) => thread.pull.repository,
  comments: (thread, parameters) => connection(thread.comments, parameters, byCreation),
};

/** Fields of PullRequestReviewComment. */
export const reviewCommentFields: Fields<ReviewCommentRecord> = {
  ...writtenFields({
    repository: (comment: ReviewCommentRecord) => comment.thread.pull.repository,
    path: (comment) => `${path(comment.thread.pull)}#discussion_r${comment.id}`,
  }),
  path: (comment) => comment.thread.path,
  line: (comment) => comment.thread.line,
  originalLine: (comment) => comment.thread.originalLine,
  startLine: (comment) => comment.thread.startLine,
  originalStartLine: (comment) => comment.thread.startLine,
  diffHunk: (comment) => comment.thread.diffHunk,
  outdated: (comment) => comment.thread.line === null,
  state: () => "SUBMITTED",
  subjectType: () => "LINE",
  pullRequest: (comment) => comment.thread.pull,
  pullRequestReview: (comment) => comment.review,
  replyTo: (comment) => (comment.thread.comments[0] === comment ? null : comment.thread.comments[0]),
  commit: (comment) => readCommit(comment.thread.pull.repository, comment.thread.pull.headSha),
  originalCommit: (comment) => readCommit(comment.thread.pull.repository, comment.review.commitSha),
};

function latest(pull: PullRecord): ReviewRecord[] {
  return [...new Map(pull.reviews.map((review) => [review.author, review])).values()];
}

function decision(pull: PullRecord): string | null {
  const opinions = pull.reviews.filter((review) => review.state === "APPROVED" || review.state === "CHANGES_REQUESTED");
  const last = [...new Map(opinions.map((review) => [review.author, review.state])).values()];
  if (last.includes("CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
  if (last.includes("APPROVED")) return "APPROVED";
  return pull.requestedReviewers.length > 0 ? "REVIEW_REQUIRED" : null;
}
