import type { GitRepository } from "../git/git-repository.ts";

/** A person, an organization or an app's robot. */
export interface UserRecord {
  readonly kind: "user";
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly type: "User" | "Organization" | "Bot";
  readonly email: string;
  readonly createdAt: number;
}

/** A label of a repository. */
export interface LabelRecord {
  readonly kind: "label";
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** A milestone of a repository. */
export interface MilestoneRecord {
  readonly kind: "milestone";
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly creator: UserRecord;
  readonly createdAt: number;
}

/** Anything a person writes: times are milliseconds since the epoch. */
export interface WrittenRecord {
  readonly id: number;
  /** Null when the account is gone. */
  author: UserRecord | null;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
  /** When the text was changed after it was first published. */
  editedAt: number | null;
}

/** A comment of an issue or a pull request. */
export interface CommentRecord extends WrittenRecord {
  readonly kind: "comment";
  readonly conversation: IssueRecord | PullRecord;
}

interface NumberedRecord extends WrittenRecord {
  repository: RepositoryRecord;
  number: number;
  title: string;
  closedAt: number | null;
  locked: boolean;
  labels: LabelRecord[];
}

interface IssueLike extends NumberedRecord {
  state: "open" | "closed";
  readonly comments: CommentRecord[];
  closedBy: UserRecord | null;
  assignees: UserRecord[];
  milestone: MilestoneRecord | null;
}

/** An issue. */
export interface IssueRecord extends IssueLike {
  readonly kind: "issue";
  stateReason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  /** The issue it is part of. */
  parent: IssueRecord | null;
  readonly subIssues: IssueRecord[];
}

/** A pull request. */
export interface PullRecord extends IssueLike {
  readonly kind: "pull";
  draft: boolean;
  baseRef: string;
  baseSha: string;
  headRef: string;
  headSha: string;
  mergedAt: number | null;
  mergedBy: UserRecord | null;
  mergeCommitSha: string | null;
  mergeable: boolean | null;
  readonly reviews: ReviewRecord[];
  readonly threads: ThreadRecord[];
  /** Issues that merging closes. */
  readonly closes: IssueRecord[];
  requestedReviewers: UserRecord[];
}

/** A review of a pull request. */
export interface ReviewRecord extends WrittenRecord {
  readonly kind: "review";
  readonly pull: PullRecord;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  readonly submittedAt: number;
  readonly commitSha: string;
}

/** A conversation on lines of a pull request's files. */
export interface ThreadRecord {
  readonly kind: "thread";
  readonly id: number;
  readonly pull: PullRecord;
  path: string;
  /** Null once outdated. */
  line: number | null;
  readonly originalLine: number;
  readonly startLine: number | null;
  readonly side: "LEFT" | "RIGHT";
  readonly diffHunk: string;
  resolvedBy: UserRecord | null;
  readonly comments: ReviewCommentRecord[];
}

/** A comment of a review thread. */
export interface ReviewCommentRecord extends WrittenRecord {
  readonly kind: "review-comment";
  readonly thread: ThreadRecord;
  readonly review: ReviewRecord;
}

/** A discussion's category. */
export interface CategoryRecord {
  readonly kind: "category";
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly emoji: string;
  readonly description: string;
  readonly isAnswerable: boolean;
  readonly createdAt: number;
}

/** A discussion. */
export interface DiscussionRecord extends NumberedRecord {
  readonly kind: "discussion";
  category: CategoryRecord;
  readonly comments: DiscussionCommentRecord[];
  answer: DiscussionCommentRecord | null;
  answerChosenAt: number | null;
  answerChosenBy: UserRecord | null;
}

/** A comment of a discussion, or a reply to one. */
export interface DiscussionCommentRecord extends WrittenRecord {
  readonly kind: "discussion-comment";
  readonly discussion: DiscussionRecord;
  readonly replyTo: DiscussionCommentRecord | null;
  readonly replies: DiscussionCommentRecord[];
}

/** A release. */
export interface ReleaseRecord extends WrittenRecord {
  readonly kind: "release";
  readonly repository: RepositoryRecord;
  tagName: string;
  name: string | null;
  draft: boolean;
  prerelease: boolean;
  readonly target: string;
  publishedAt: number | null;
  readonly assets: AssetRecord[];
}

/** A file attached to a release; its bytes are not kept. */
export interface AssetRecord {
  readonly kind: "asset";
  readonly id: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  readonly createdAt: number;
}

export type ConversationRecord = IssueRecord | PullRecord | DiscussionRecord;

/** A repository: its git data on disk, the rest in memory. */
export interface RepositoryRecord {
  readonly kind: "repository";
  readonly id: number;
  readonly git: GitRepository;
  owner: UserRecord;
  name: string;
  private: boolean;
  archived: boolean;
  hasIssues: boolean;
  hasDiscussions: boolean;
  defaultBranch: string;
  description: string | null;
  topics: string[];
  readonly createdAt: number;
  updatedAt: number;
  pushedAt: number;
  /** The next issue, pull request or discussion gets this number. */
  nextNumber: number;
  readonly conversations: Map<number, ConversationRecord>;
  /** What became of numbers that are no longer here. */
  readonly departed: Map<number, "deleted" | ConversationRecord>;
  readonly labels: Map<string, LabelRecord>;
  readonly milestones: Map<number, MilestoneRecord>;
  readonly categories: Map<string, CategoryRecord>;
  readonly releases: ReleaseRecord[];
  /** Logins that may see it while private. */
  readonly collaborators: Set<string>;
}

/** `owner/name` as people write it. */
export function fullName(repository: RepositoryRecord): string {
  return `${repository.owner.login}/${repository.name}`;
}
