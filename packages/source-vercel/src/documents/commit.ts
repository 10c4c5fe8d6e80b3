import { clean, line, urlOf } from "@tributary/source/text";
import type { Deployment } from "../api/schemas.ts";

/** The commit a deployment was built from, as far as Vercel says. */
export interface Commit {
  readonly sha?: string;
  readonly branch?: string;
  /** The whole message. */
  readonly message?: string;
  readonly author?: string;
  /** `owner/name`. */
  readonly repository?: string;
  readonly url?: string;
  readonly pullRequest?: number;
  readonly pullRequestUrl?: string;
}

/** How one provider's keys in `meta` are named, and what its addresses look like. */
interface Provider {
  readonly prefix: string;
  repository(read: (key: string) => string): string;
  readonly host: string;
  readonly commits: string;
  readonly pullRequests: string;
}

const providers: readonly Provider[] = [
  {
    prefix: "github",
    repository: (read) => joined(read("CommitOrg") || read("Org"), read("CommitRepo") || read("Repo")),
    host: "https://github.com",
    commits: "/commit/",
    pullRequests: "/pull/",
  },
  {
    prefix: "gitlab",
    repository: (read) => read("ProjectPath") || joined(read("ProjectNamespace"), read("ProjectName")),
    host: "https://gitlab.com",
    commits: "/-/commit/",
    pullRequests: "/-/merge_requests/",
  },
  {
    prefix: "bitbucket",
    repository: (read) => joined(read("RepoOwner"), read("RepoSlug")),
    host: "https://bitbucket.org",
    commits: "/commits/",
    pullRequests: "/pull-requests/",
  },
];

/**
 * Reads the commit. Of `meta`, which whoever deploys may fill with anything, only the keys are read that Vercel's own git
 * integrations and its command line write.
 */
export function commitOf({ meta, gitSource }: Pick<Deployment, "meta" | "gitSource">): Commit {
  const text = (key: string) => {
    const value = meta?.[key];
    return typeof value === "string" ? clean(value) : "";
  };
  const provider = providers.find(({ prefix }) =>
    ["CommitSha", "CommitRef", "CommitMessage"].some((key) => text(`${prefix}${key}`) !== ""),
  );
  const prefix = provider?.prefix ?? "git";
  const read = (key: string) => text(`${prefix}${key}`);
  const sha = /^[0-9a-f]{7,64}$/.test(read("CommitSha")) ? read("CommitSha") : "";
  const repository = line(provider?.repository(read)).replace(/^\/+|\/+$/g, "");
  const base =
    provider === undefined || !/^[\w.-]+(\/[\w.-]+)+$/.test(repository) ? "" : `${provider.host}/${repository}`;
  const said = Number(read("PrId") || read("MergeRequestId") || (gitSource?.prId ?? 0));
  const number = Number.isSafeInteger(said) && said > 0 ? said : 0;
  return {
    ...given("sha", sha),
    ...given("branch", line(read("CommitRef"))),
    ...given("message", read("CommitMessage")),
    ...given("author", line(read("CommitAuthorLogin") || read("CommitAuthorName"))),
    ...given("repository", repository),
    ...given("url", base !== "" && sha !== "" && provider ? (urlOf(`${base}${provider.commits}${sha}`) ?? "") : ""),
    ...(number > 0 && { pullRequest: number }),
    ...given("pullRequestUrl", base !== "" && number > 0 && provider ? `${base}${provider.pullRequests}${number}` : ""),
  };
}

function given<Key extends string>(key: Key, value: string): { readonly [Name in Key]?: string } {
  return value === "" ? {} : ({ [key]: value } as { [Name in Key]: string });
}

function joined(owner: string, name: string): string {
  return owner === "" || name === "" ? "" : `${owner}/${name}`;
}
