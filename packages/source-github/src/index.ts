export { createGitHubBudget, type GitHubBudget } from "./api/budget.ts";
export { type GitHubSourceConfig, githubSourceConfigSchema } from "./config.ts";
export { type GitHubAppCredentials, type GitHubCredentials, githubCredentialsSchema } from "./credentials.ts";
export { githubSource } from "./definition.ts";
export type { GitHubSourceDeps } from "./deps.ts";
export { chooseStrategy, type Strategy, type Work } from "./files/strategy.ts";
export { createGitHubSource } from "./source.ts";
