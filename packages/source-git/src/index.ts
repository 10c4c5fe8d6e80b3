export { type GitSourceConfig, gitSourceConfigSchema } from "./config.ts";
export { type GitSourceCredentials, gitSource } from "./definition.ts";
export { createGitSource, type GitSource, type GitSourceAccount, type GitSourceDeps } from "./source.ts";
