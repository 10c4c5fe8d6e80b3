import { dayOf } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import { linkedName, linkedTitle } from "./linked.ts";
import { headingOf, joinParts, loginOf, renderComment, unique } from "./parts.ts";
import type { PullRequest, Review, Thread } from "./pull-request.ts";

/** Most changed files and commits named in the metadata; the text names them all. */
const METADATA_LIST_MAX = 300;

/** Lines of the change shown above a thread, up to the one it is about, and most characters of them. */
const HUNK_LINES = 10;
const HUNK_MAX_LENGTH = 2_000;

const verdicts: Readonly<Record<string, string>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "requested changes",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
  PENDING: "pending",
};

/** What a pull request's document holds, beside what every conversation's does. */
export function renderPullRequest(pull: PullRequest) {
  const labels = (pull.allLabels?.nodes ?? []).map(({ name }) => name);
  const assignees = pull.allAssignees.nodes.map(({ login }) => login);
  const reviews = (pull.allReviews?.nodes ?? []).filter(({ state }) => state !== "PENDING");
  const threads = pull.allThreads.nodes;
  const comments = pull.allComments.nodes;
  const files = pull.allFiles?.nodes ?? [];
  const commits = pull.allCommits.nodes.map(({ commit }) => commit);
  const closes = pull.closes?.nodes ?? [];
  const state = stateOf(pull);

  // Comments and reviews are one conversation: they stand in the order they were written.
  const spoken = [
    ...comments.map((comment) => ({ at: comment.createdAt, text: renderComment(3, comment) })),
    ...reviews.filter(saysSomething).map((review) => ({ at: timeOf(review), text: renderReview(review) })),
  ].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));

  const content = joinParts([
    `# ${pull.title}`,
    factsOf(pull, state, labels, assignees),
    pull.body,
    spoken.length > 0 ? "## Conversation" : null,
    ...spoken.map(({ text }) => text),
    threads.length > 0 ? "## Review threads" : null,
    ...threads.map(renderThread),
    files.length > 0 ? "## Changed files" : null,
    files
      .map(
        ({ path, additions, deletions, changeType }) =>
          `- ${path} (${changeType.toLowerCase()}, +${additions} −${deletions})`,
      )
      .join("\n"),
    commits.length > 0 ? "## Commits" : null,
    commits.map(({ oid, messageHeadline }) => `- ${oid.slice(0, 10)} ${messageHeadline}`).join("\n"),
  ]);
  const writers = [...comments, ...reviews, ...threads.flatMap((thread) => thread.comments.nodes)];
  const missing =
    files.length < pull.changedFiles ? [`${pull.changedFiles - files.length} changed files GitHub does not name`] : [];
  return {
    content,
    state,
    labels,
    metadata: {
      number: pull.number,
      draft: pull.isDraft === true,
      merged: state === "merged",
      base: pull.baseRefName,
      head: pull.headRefName,
      additions: pull.additions,
      deletions: pull.deletions,
      comments: comments.length + threads.reduce((sum, thread) => sum + thread.comments.nodes.length, 0),
      participants: unique([loginOf(pull.author), ...assignees, ...writers.map(({ author }) => loginOf(author))]),
      reviews: reviews.map((review) => ({
        author: loginOf(review.author),
        verdict: review.state.toLowerCase(),
        at: timeOf(review),
      })),
      files: files.slice(0, METADATA_LIST_MAX).map(({ path }) => path),
      commits: commits.slice(0, METADATA_LIST_MAX).map(({ oid }) => oid),
      closes: closes.map(linkedName),
      ...(pull.reviewDecision && { reviewDecision: pull.reviewDecision.toLowerCase() }),
      // GitHub works it out anew whenever the base moves: it held when the pull request was read.
      ...(isOpen(state) && isKnown(pull.mergeable) && { mergeable: pull.mergeable === "MERGEABLE" }),
      ...(pull.mergeCommit && { mergeCommit: pull.mergeCommit.oid }),
      ...(pull.mergedAt && { mergedAt: pull.mergedAt, mergedBy: loginOf(pull.mergedBy) }),
      ...(pull.closedAt && { closedAt: pull.closedAt }),
      ...(assignees.length > 0 && { assignees }),
      ...(pull.milestone && { milestone: pull.milestone.title }),
    },
    ...(missing.length > 0 && { missing }),
  } satisfies Pick<Document, "content" | "state" | "labels" | "metadata" | "missing">;
}

function stateOf({ state, mergedAt, isDraft }: PullRequest): string {
  if (mergedAt || state === "MERGED") return "merged";
  if (state === "CLOSED") return "closed";
  return isDraft === true ? "draft" : "open";
}

function isOpen(state: string): boolean {
  return state === "open" || state === "draft";
}

function isKnown(mergeable: string | undefined): boolean {
  return mergeable === "MERGEABLE" || mergeable === "CONFLICTING";
}

function factsOf(pull: PullRequest, state: string, labels: readonly string[], assignees: readonly string[]): string {
  const closes = (pull.closes?.nodes ?? []).map(linkedTitle);
  const merged = pull.mergedAt ? ` Merged by @${loginOf(pull.mergedBy)} on ${dayOf(pull.mergedAt)}.` : "";
  const facts = [
    `Pull request #${pull.number} by @${loginOf(pull.author)}, opened on ${dayOf(pull.createdAt)}, ${state}.${merged}`,
    `It merges ${pull.headRefName} into ${pull.baseRefName}: ${pull.changedFiles === 1 ? "1 file" : `${pull.changedFiles} files`}, +${pull.additions} −${pull.deletions}.`,
    pull.reviewDecision ? `Review: ${pull.reviewDecision.toLowerCase().replaceAll("_", " ")}.` : "",
    closes.length > 0 ? `Closes ${closes.join("; ")}.` : "",
    labels.length > 0 ? `Labels: ${labels.join(", ")}.` : "",
    assignees.length > 0 ? `Assigned to ${assignees.map((login) => `@${login}`).join(", ")}.` : "",
    pull.milestone ? `Milestone: ${pull.milestone.title}.` : "",
  ];
  return facts.filter((fact) => fact !== "").join(" ");
}

function saysSomething({ state, body }: Review): boolean {
  return state !== "COMMENTED" || body.trim() !== "";
}

function timeOf({ submittedAt, createdAt }: Review): string {
  return submittedAt ?? createdAt;
}

function renderReview(review: Review): string {
  const verdict = verdicts[review.state] ?? review.state.toLowerCase();
  return joinParts([headingOf(3, review.author, timeOf(review), `review: ${verdict}`), review.body.trim()]);
}

function renderThread(thread: Thread): string {
  const line = thread.line ?? thread.originalLine;
  const lines = thread.startLine && line ? `${thread.startLine}-${line}` : line;
  const notes = [
    thread.isResolved ? `resolved${thread.resolvedBy ? ` by @${thread.resolvedBy.login}` : ""}` : "",
    thread.isOutdated ? "outdated" : "",
  ].filter((note) => note !== "");
  const heading = `### ${thread.path}${lines ? `:${lines}` : ""}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
  const hunk = renderHunk(thread.comments.nodes[0]?.diffHunk ?? "");
  return joinParts([heading, hunk, ...thread.comments.nodes.map((comment) => renderComment(4, comment))]);
}

/** The lines a thread is about, as a block of a diff: a hunk ends with the line that was commented on. */
function renderHunk(hunk: string): string {
  const lines = hunk.split("\n").filter((line, index) => index > 0 || !line.startsWith("@@"));
  const shown = lines.slice(-HUNK_LINES).join("\n").slice(-HUNK_MAX_LENGTH);
  if (shown.trim() === "") return "";
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${shown}\n${fence}`;
}
