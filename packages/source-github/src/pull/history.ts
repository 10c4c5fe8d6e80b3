import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "../api/api.ts";

const QUERY = `query History($owner: String!, $name: String!, $commit: GitObjectID!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit {
    history(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { oid } } } } } }`;

const answerSchema = z.object({
  repository: z.object({
    object: z.object({
      history: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(z.object({ oid: z.string() }).nullable()),
      }),
    }),
  }),
});

/** The newest commits from one on, at most so many. */
export async function listHistory(
  api: GitHubApi,
  commit: string,
  most: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const shas: string[] = [];
  let after: string | null = null;
  while (shas.length < most) {
    const { owner, repo } = api.place;
    const variables = { owner, name: repo, commit, first: Math.min(100, most - shas.length), after };
    const { data } = await api.graphql(QUERY, variables, "the newest commits", signal);
    const answer = answerSchema.safeParse(data);
    if (!answer.success) {
      throw new SourceError("invalid-response", `GitHub's list of commits of ${api.repository} is not as documented.`);
    }
    const { nodes, pageInfo } = answer.data.repository.object.history;
    shas.push(...nodes.flatMap((node) => (node === null ? [] : [node.oid])));
    if (!pageInfo.hasNextPage || typeof pageInfo.endCursor !== "string" || pageInfo.endCursor === after) break;
    after = pageInfo.endCursor;
  }
  return shas;
}
