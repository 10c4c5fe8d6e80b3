import type { GraphQLFieldResolver, GraphQLTypeResolver } from "graphql";
import type { UserRecord } from "../state/model.ts";
import type { Fields, GraphqlContext, Resolve } from "./context.ts";
import { graphqlError, refused } from "./errors.ts";
import { actorFields } from "./fields/actor-fields.ts";
import { categoryFields, discussionCommentFields, discussionFields } from "./fields/discussion-fields.ts";
import { blobFields, commitFields, entryFields, gitActorFields, refFields, treeFields } from "./fields/git-fields.ts";
import { commentFields, issueFields, milestoneFields } from "./fields/issue-fields.ts";
import {
  changedFileFields,
  pullCommitFields,
  pullFields,
  reviewCommentFields,
  reviewFields,
  threadFields,
} from "./fields/pull-fields.ts";
import { queryFields } from "./fields/query-fields.ts";
import { assetFields, releaseFields, repositoryFields } from "./fields/repository-fields.ts";
import { labelFields } from "./fields/shared-fields.ts";

// Every record tells its kind, and a kind is one type: what a resolver gets is what its type's fields expect.
const types = {
  Query: queryFields,
  Repository: repositoryFields,
  Release: releaseFields,
  ReleaseAsset: assetFields,
  User: actorFields,
  Bot: actorFields,
  Organization: actorFields,
  Issue: issueFields,
  IssueComment: commentFields,
  Milestone: milestoneFields,
  Label: labelFields,
  PullRequest: pullFields,
  PullRequestChangedFile: changedFileFields,
  PullRequestCommit: pullCommitFields,
  PullRequestReview: reviewFields,
  PullRequestReviewThread: threadFields,
  PullRequestReviewComment: reviewCommentFields,
  Discussion: discussionFields,
  DiscussionComment: discussionCommentFields,
  DiscussionCategory: categoryFields,
  Ref: refFields,
  Commit: commitFields,
  GitActor: gitActorFields,
  Tree: treeFields,
  TreeEntry: entryFields,
  Blob: blobFields,
} as unknown as Readonly<Record<string, Fields<unknown> | undefined>>;

const typeNames: Readonly<Record<string, string>> = {
  repository: "Repository",
  release: "Release",
  asset: "ReleaseAsset",
  issue: "Issue",
  comment: "IssueComment",
  milestone: "Milestone",
  label: "Label",
  pull: "PullRequest",
  review: "PullRequestReview",
  thread: "PullRequestReviewThread",
  "review-comment": "PullRequestReviewComment",
  discussion: "Discussion",
  "discussion-comment": "DiscussionComment",
  category: "DiscussionCategory",
  "git-ref": "Ref",
  "git-commit": "Commit",
  "git-tree": "Tree",
  "git-blob": "Blob",
  "pull-commit": "PullRequestCommit",
};

/** Tells which type of an interface or a union a record is. */
export const resolveType: GraphQLTypeResolver<unknown, GraphqlContext> = (value) => {
  const { kind } = value as { readonly kind: string };
  return kind === "user" ? (value as UserRecord).type : typeNames[kind];
};

/** Answers a field from the records; a field the fake does not know is refused, never answered with nothing. */
export const resolveField: GraphQLFieldResolver<unknown, GraphqlContext> = (source, parameters, context, info) => {
  const type = info.parentType.name;
  const resolve: Resolve<unknown> | undefined = types[type]?.[info.fieldName];
  if (resolve !== undefined) {
    if (info.fieldName === "id") countObject(context);
    return resolve(source, parameters, context);
  }
  if (context.emptyLists && type.endsWith("Connection") && info.fieldName in emptyConnection) {
    return emptyConnection[info.fieldName];
  }
  const value = types[type] === undefined ? (source as Record<string, unknown> | null)?.[info.fieldName] : undefined;
  if (value === undefined) throw refused(`it does not know the field ${type}.${info.fieldName}.`);
  if (info.fieldName === "nodes" || info.fieldName === "edges") countObject(context);
  return typeof value === "function" ? (value as () => unknown)() : value;
};

// The count stays: it is what tells a list that came out too short.
const emptyConnection: Readonly<Record<string, unknown>> = {
  nodes: [],
  edges: [],
  pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false },
};

function countObject(context: GraphqlContext): void {
  context.objects += 1;
  if (context.objects > context.call.limits.graphqlObjects) {
    throw graphqlError("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.");
  }
}
