import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";
import { QueryTooHeavy } from "../api/failure.ts";
import type { GitHubSourceConfig } from "../config.ts";
import {
  conversationKeySchema,
  DISCUSSION_KEY,
  ISSUE_KEY,
  PULL_REQUEST_KEY,
  RELEASE_KEY,
  releaseKeySchema,
} from "../conversations/keys.ts";
import { type ConversationKind, conversationKinds } from "./cursor.ts";
import { type At, HEAD_FIELDS, headField, headSchema, readHead } from "./head.ts";

/** How many of the newest releases are remembered, to tell what changed. */
export const RELEASES_REMEMBERED = 30;

/** What to list in one query. */
export interface ListQuery {
  readonly at: At | null;
  /** Commits of the branch, and where their list goes on. */
  readonly history?: { readonly first: number; readonly after: string | null } | undefined;
  /** Conversations and releases to list, and where each list goes on. */
  readonly lists: Readonly<Partial<Record<ConversationKind | "releases", string | null>>>;
  readonly first: number;
  /** Oldest first shows everything once; latest change first shows what changed. */
  readonly order: "created" | "updated";
  /** Whether to ask for the newest time of change too: where the next pull begins. */
  readonly newest: boolean;
}

const keys: Readonly<Record<ConversationKind, string>> = {
  issues: ISSUE_KEY,
  pullRequests: PULL_REQUEST_KEY,
  discussions: DISCUSSION_KEY,
};

function listSchema<Node>(node: z.ZodType<Node>) {
  return z.object({
    totalCount: z.number(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(node.nullable()),
  });
}
const conversationsSchema = listSchema(conversationKeySchema);
const releasesSchema = listSchema(releaseKeySchema);
const newestSchema = z.object({ nodes: z.array(z.object({ updatedAt: z.string() }).nullable()) });
const newestReleasesSchema = z.object({ nodes: z.array(releaseKeySchema.nullable()) });
const historySchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  nodes: z.array(z.object({ oid: z.string() }).nullable()),
});

const repositorySchema = z.object({
  databaseId: z.number(),
  nameWithOwner: z.string(),
  url: z.string(),
  head: z.unknown().optional(),
  issues: conversationsSchema.optional(),
  pullRequests: conversationsSchema.optional(),
  discussions: conversationsSchema.optional(),
  releases: releasesSchema.optional(),
  issuesNewest: newestSchema.optional(),
  pullRequestsNewest: newestSchema.optional(),
  discussionsNewest: newestSchema.optional(),
  releasesNewest: newestReleasesSchema.optional(),
});

/** What a listing query came to. `head` is null when the repository is empty, undefined when it was not asked for. */
export type Listed = Omit<z.infer<typeof repositorySchema>, "head"> & {
  readonly head:
    | (z.infer<typeof headSchema> & { readonly history?: z.infer<typeof historySchema> | undefined })
    | null
    | undefined;
};

/** The text of a listing query and its variables. */
export function buildListQuery({ at, history, lists, first, order, newest }: ListQuery) {
  const variables: Record<string, unknown> = {};
  const types: string[] = ["$owner: String!", "$name: String!"];
  const fields: string[] = ["databaseId nameWithOwner url"];
  const orderBy =
    order === "created" ? "{ field: CREATED_AT, direction: ASC }" : "{ field: UPDATED_AT, direction: DESC }";
  if (at !== null) {
    const historyField =
      history === undefined
        ? ""
        : `history(first: $commits, after: $commitsAfter) { pageInfo { hasNextPage endCursor } nodes { oid } }`;
    if (history !== undefined) {
      types.push("$commits: Int!", "$commitsAfter: String");
      Object.assign(variables, { commits: history.first, commitsAfter: history.after });
    }
    const head = headField(at, `${HEAD_FIELDS} ${historyField}`);
    fields.push(head.text);
    if (head.types !== "") types.push(head.types);
    Object.assign(variables, head.variables);
  }
  for (const kind of conversationKinds) {
    if (lists[kind] === undefined) continue;
    types.push(`$${kind}After: String`);
    variables[`${kind}After`] = lists[kind];
    fields.push(`${kind}(first: $first, after: $${kind}After, orderBy: ${orderBy}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { ${keys[kind]} } }`);
    if (newest) {
      fields.push(
        `${kind}Newest: ${kind}(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { updatedAt } }`,
      );
    }
  }
  if (lists.releases !== undefined) {
    types.push("$releasesAfter: String");
    variables.releasesAfter = lists.releases;
    const direction = order === "created" ? "ASC" : "DESC";
    const count = order === "created" ? "$first" : String(RELEASES_REMEMBERED);
    fields.push(`releases(first: ${count}, after: $releasesAfter, orderBy: { field: CREATED_AT, direction: ${direction} }) {
      totalCount pageInfo { hasNextPage endCursor } nodes { ${RELEASE_KEY} } }`);
    if (newest) {
      fields.push(`releasesNewest: releases(first: ${RELEASES_REMEMBERED}, orderBy: { field: CREATED_AT, direction: DESC }) {
        nodes { ${RELEASE_KEY} } }`);
    }
  }
  const text = fields.join("\n  ");
  if (text.includes("$first")) {
    types.push("$first: Int!");
    variables.first = first;
  }
  return {
    query: `query List(${types.join(", ")}) {\n repository(owner: $owner, name: $name) {\n  ${text}\n } }`,
    variables,
  };
}

/** Fewest conversations of a kind asked for when GitHub finds more too heavy. */
const NODES_MIN = 10;

/**
 * Runs a listing query, with fewer conversations each time GitHub does not finish it: a list goes on wherever it ends.
 * Throws `not-found` when there is no such repository, or none these credentials may see. */
export async function runListQuery(
  api: GitHubApi,
  config: GitHubSourceConfig,
  request: ListQuery,
  signal?: AbortSignal,
): Promise<Listed> {
  const { query, variables } = buildListQuery(request);
  const { owner, repo } = api.place;
  const answer = await api
    .graphql(query, { ...variables, owner, name: repo }, "the list of changes", signal)
    .catch((error: unknown) => {
      const isTooMuch =
        error instanceof QueryTooHeavy && request.first > NODES_MIN && Object.keys(request.lists).length > 0;
      if (!isTooMuch) throw error;
      return null;
    });
  if (answer === null) {
    const first = Math.max(NODES_MIN, Math.floor(request.first / 3));
    return await runListQuery(api, config, { ...request, first }, signal);
  }
  const { data } = answer;
  const parsed = z.object({ repository: repositorySchema.nullable() }).safeParse(data);
  if (!parsed.success) {
    throw new SourceError("invalid-response", `GitHub's list of changes in ${api.repository} is not as documented.`);
  }
  const { repository } = parsed.data;
  if (repository === null) {
    throw new SourceError("not-found", `GitHub knows no repository ${api.repository} these credentials may see.`);
  }
  if (request.at === null) return { ...repository, head: undefined };
  const schema = headSchema.extend({ history: historySchema.optional() });
  return { ...repository, head: readHead(api, config, request.at, repository.head, schema) };
}
