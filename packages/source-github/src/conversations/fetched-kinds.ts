import type { Document } from "@tributary/validation";
import type { z } from "zod";
import type { OpenList } from "./connection.ts";
import { DISCUSSION_FIELDS, discussionSchema, openListsOfDiscussion, renderDiscussion } from "./discussion.ts";
import { ISSUE_FIELDS, issueSchema, openListsOfIssue, renderIssue } from "./issue.ts";
import { type ConversationKey, conversationVersion, releaseVersion } from "./keys.ts";
import { type Actor, loginOf } from "./parts.ts";
import { openListsOfPullRequest, PULL_REQUEST_FIELDS, pullRequestSchema } from "./pull-request.ts";
import { openListsOfRelease, RELEASE_FIELDS, releaseSchema, renderRelease, titleOfRelease } from "./release.ts";
import { renderPullRequest } from "./render-pull-request.ts";

/** What a document has beside what every one of its source has. */
export type OwnPart = Omit<Document, "id" | "source" | "type" | "format" | "repository">;

/** How one kind of conversation is asked for and what becomes of it. */
export interface FetchedKind<Item> {
  /** For messages. */
  readonly word: string;
  /**
   * How many in one query. With their first pages whole, issues then are 4,000 nodes and pull requests 16,000 of the
   * 500,000 GitHub allows (docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api); what binds is
   * that it answers within ten seconds.
   */
  readonly atOnce: number;
  readonly field: string;
  readonly argument: string;
  readonly isByTag?: true;
  readonly type: string;
  readonly fields: string;
  readonly schema: z.ZodType<Item>;
  openLists(item: Item): readonly OpenList[];
  toDocument(item: Item): OwnPart;
}

/** Whatever is fetched by GraphQL, files apart. */
export const fetchedKinds = {
  issues: erase({
    word: "issues",
    atOnce: 25,
    field: "issue",
    argument: "number",
    type: "Issue",
    fields: ISSUE_FIELDS,
    schema: issueSchema,
    openLists: openListsOfIssue,
    toDocument: (issue) => ({ ...common(issue), ...withLabels(renderIssue(issue)) }),
  }),
  pullRequests: erase({
    word: "pull requests",
    atOnce: 8,
    field: "pullRequest",
    argument: "number",
    type: "PullRequest",
    fields: PULL_REQUEST_FIELDS,
    schema: pullRequestSchema,
    openLists: openListsOfPullRequest,
    toDocument: (pull) => ({ ...common(pull), ...withLabels(renderPullRequest(pull)) }),
  }),
  discussions: erase({
    word: "discussions",
    atOnce: 10,
    field: "discussion",
    argument: "number",
    type: "Discussion",
    fields: DISCUSSION_FIELDS,
    schema: discussionSchema,
    openLists: openListsOfDiscussion,
    toDocument: (discussion) => ({ ...common(discussion), ...withLabels(renderDiscussion(discussion)) }),
  }),
  release: erase({
    word: "releases",
    atOnce: 25,
    field: "release",
    argument: "tagName",
    isByTag: true,
    type: "Release",
    fields: RELEASE_FIELDS,
    schema: releaseSchema,
    openLists: openListsOfRelease,
    toDocument: (release) => ({
      title: titleOfRelease(release),
      version: releaseVersion(release),
      url: release.url,
      author: { name: loginOf(release.author) },
      createdAt: release.publishedAt ?? release.createdAt,
      updatedAt: release.updatedAt,
      ...renderRelease(release),
    }),
  }),
};

interface Titled extends ConversationKey {
  readonly title: string;
  readonly url: string;
  readonly createdAt: string;
  readonly author?: Actor;
}

function common(item: Titled) {
  return {
    title: `${item.title} (#${item.number})`,
    version: conversationVersion(item),
    url: item.url,
    author: { name: loginOf(item.author) },
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  };
}

function withLabels<Rendered extends { readonly labels: string[] }>({ labels, ...rest }: Rendered) {
  return { ...rest, ...(labels.length > 0 && { labels }) };
}

/** Forgets what an item is, so that kinds can stand in one table: each takes back only what its own schema gave. */
function erase<Item>(kind: FetchedKind<Item>): FetchedKind<unknown> {
  return {
    ...kind,
    openLists: (item) => kind.openLists(item as Item),
    toDocument: (item) => kind.toDocument(item as Item),
  };
}
