import type { SourceDefinition } from "@tributary/source";
import { githubAbout } from "./about.ts";
import { GITHUB_API_URL, type GitHubSourceConfig, githubSourceConfigSchema } from "./config.ts";
import { type GitHubCredentials, githubCredentialsSchema } from "./credentials.ts";
import { createGitHubSource } from "./source.ts";

/** The GitHub source for hosts. Its key is the repository, the branch when one is named, and the server when it is not GitHub's own. */
export const githubSource: SourceDefinition<GitHubSourceConfig, GitHubCredentials> = {
  specVersion: "v1",
  id: "github",
  title: "GitHub",
  about: githubAbout,
  configSchema: githubSourceConfigSchema,
  credentialsSchema: githubCredentialsSchema,
  key({ repository, branch, baseUrl = GITHUB_API_URL }) {
    const server = baseUrl === GITHUB_API_URL ? "" : `${baseUrl}/`;
    return `${server}${repository.toLowerCase()}${branch === undefined ? "" : `#${branch}`}`;
  },
  create: createGitHubSource,
};
