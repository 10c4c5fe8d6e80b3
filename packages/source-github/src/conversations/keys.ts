import { fingerprint } from "@tributary/repository-files";
import { z } from "zod";

/**
 * What tells that an issue changed, its comments and its place among sub-issues included: their changes do not always reach
 * the issue's own time.
 */
export const ISSUE_KEY = `number updatedAt state parent { number } subIssuesSummary { total completed }
  comments(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes { updatedAt } }`;

/** The same of a pull request; pushes, reviews and threads count too. */
export const PULL_REQUEST_KEY = `number updatedAt state isDraft reviewDecision headRefOid
  comments(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes { updatedAt } }
  reviews(first: 1) { totalCount } reviewThreads(first: 1) { totalCount }`;

/** The same of a discussion. */
export const DISCUSSION_KEY = `number updatedAt answerChosenAt comments(first: 1) { totalCount }`;

/** The same of a release. */
export const RELEASE_KEY = `tagName updatedAt isDraft isPrerelease`;

const commentsSchema = z.object({
  totalCount: z.number(),
  nodes: z.array(z.object({ updatedAt: z.string() }).nullable()).nullish(),
});
const countSchema = z.object({ totalCount: z.number() });

/** The key of any conversation as GitHub answers it. */
export const conversationKeySchema = z.object({
  number: z.number(),
  updatedAt: z.string(),
  state: z.string().optional(),
  isDraft: z.boolean().optional(),
  reviewDecision: z.string().nullish(),
  headRefOid: z.string().optional(),
  answerChosenAt: z.string().nullish(),
  parent: z.object({ number: z.number() }).nullish(),
  subIssuesSummary: z.object({ total: z.number(), completed: z.number() }).optional(),
  comments: commentsSchema,
  reviews: countSchema.optional(),
  reviewThreads: countSchema.optional(),
});
export type ConversationKey = z.infer<typeof conversationKeySchema>;

/** The key of a release as GitHub answers it. */
export const releaseKeySchema = z.object({
  tagName: z.string(),
  updatedAt: z.string(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
});
export type ReleaseKey = z.infer<typeof releaseKeySchema>;

/** A conversation's version: the time of its last change, and a hash of what else tells. */
export function conversationVersion(key: ConversationKey): string {
  const { updatedAt, state, isDraft, reviewDecision, headRefOid, answerChosenAt, comments, reviews, reviewThreads } =
    key;
  const { parent, subIssuesSummary } = key;
  const isRelated = Boolean(parent) || (subIssuesSummary?.total ?? 0) > 0;
  const family = isRelated ? [parent?.number, subIssuesSummary?.total, subIssuesSummary?.completed] : [];
  const newest = comments.nodes?.[0]?.updatedAt;
  const counts = [comments.totalCount, reviews?.totalCount, reviewThreads?.totalCount];
  const rest = [state, isDraft, reviewDecision, headRefOid, answerChosenAt, newest, ...counts, ...family].map(
    (part) => part ?? null,
  );
  return `${updatedAt}+${fingerprint(rest).slice(0, 10)}`;
}

/** A release's version. */
export function releaseVersion({ updatedAt, isDraft, isPrerelease }: ReleaseKey): string {
  return `${updatedAt}+${fingerprint([isDraft, isPrerelease]).slice(0, 10)}`;
}
