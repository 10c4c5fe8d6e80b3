import { type SourceAccount, type SourceCapability, SourceError } from "@tributary/source";
import { z } from "zod";
import type { GitHubApi } from "./api/api.ts";
import type { GitHubSourceConfig } from "./config.ts";

/** One part of GitHub, what it is asked with, and what opens it. */
interface Part {
  readonly name: string;
  readonly selection: string;
  readonly permission: string;
  /** The setting that leaves it out. */
  readonly setting: string;
  readonly isWanted: (config: GitHubSourceConfig) => boolean;
}

const parts: readonly Part[] = [
  {
    name: "files",
    selection: "defaultBranchRef { target { oid } }",
    permission: "Contents: read",
    setting: "files",
    isWanted: ({ files, commits = 0 }) => files !== false || commits > 0,
  },
  {
    name: "issues",
    selection: "issues(first: 1) { totalCount }",
    permission: "Issues: read",
    setting: "issues",
    isWanted: ({ issues }) => issues !== false,
  },
  {
    name: "pull requests",
    selection: "pullRequests(first: 1) { totalCount }",
    permission: "Pull requests: read",
    setting: "pullRequests",
    isWanted: ({ pullRequests }) => pullRequests !== false,
  },
  {
    name: "discussions",
    selection: "discussions(first: 1) { totalCount }",
    permission: "Discussions: read",
    setting: "discussions",
    isWanted: ({ discussions }) => discussions !== false,
  },
  {
    name: "releases",
    selection: "releases(first: 1) { totalCount }",
    permission: "Contents: read",
    setting: "releases",
    isWanted: ({ releases }) => releases !== false,
  },
];

const answerSchema = z.object({
  viewer: z.object({ login: z.string() }).nullish(),
  repository: z.looseObject({
    nameWithOwner: z.string(),
    isPrivate: z.boolean(),
    isArchived: z.boolean(),
    isDisabled: z.boolean(),
  }),
});

/**
 * Signs in and asks for one of each thing the configuration wants, all in one query: what is refused names the permission
 * that is missing. Throws `not-found` when the repository cannot be seen at all.
 */
export async function validate(
  api: GitHubApi,
  config: GitHubSourceConfig,
  signal?: AbortSignal,
): Promise<SourceAccount> {
  const wanted = parts.filter(({ isWanted }) => isWanted(config));
  const refused = new Set<Part>();
  let account = await ask(api, wanted, signal);
  // What may not be null takes the whole repository with it when it is refused: the rest is asked for again without it.
  while (account.answer === undefined && account.refused.length > 0) {
    for (const part of account.refused) refused.add(part);
    account = await ask(
      api,
      wanted.filter((part) => !refused.has(part)),
      signal,
    );
  }
  for (const part of account.refused) refused.add(part);
  if (account.answer === undefined) {
    throw new SourceError(
      "not-found",
      `GitHub knows no repository ${api.repository} these credentials may see: correct its name, or give them access.`,
      { setting: ["config", "repository"] },
    );
  }
  const { viewer, repository } = account.answer;
  const capabilities: SourceCapability[] = wanted.map((part) => {
    const { name, permission, setting } = part;
    if (!refused.has(part)) return { name, available: true };
    const problem = `These credentials may not read ${name}: grant ${permission}, or set ${setting}: false.`;
    return { name, available: false, problem };
  });
  if (repository.isDisabled) {
    const problem = "GitHub has disabled this repository: its owner has to settle that with GitHub.";
    capabilities.push({ name: "the repository", available: false, problem });
  }
  const kind = [repository.isPrivate ? "private" : "public", ...(repository.isArchived ? ["archived"] : [])].join(", ");
  const who = viewer?.login === undefined ? " as an App" : ` as ${viewer.login}`;
  return { name: `${repository.nameWithOwner} (${kind})${who}`, title: repository.nameWithOwner, capabilities };
}

async function ask(api: GitHubApi, wanted: readonly Part[], signal?: AbortSignal) {
  const query = `query Account($owner: String!, $name: String!) {
 ${api.isApp ? "" : "viewer { login }"}
 repository(owner: $owner, name: $name) { nameWithOwner isPrivate isArchived isDisabled
  ${wanted.map(({ selection }, index) => `c${index}: ${selection}`).join("\n  ")} } }`;
  const variables = { owner: api.place.owner, name: api.place.repo };
  const { data, problems } = await api.graphql(query, variables, "what these credentials may see", signal, "tolerant");
  const names = new Set(problems.map(({ path }) => String(path[1] ?? "")));
  return {
    answer: answerSchema.safeParse(data).data,
    refused: wanted.filter((_, index) => names.has(`c${index}`)),
  };
}
