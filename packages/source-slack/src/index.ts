export { createSlackBudget, type SlackBudget } from "./api/budget.ts";
export { SLACK_API_URL, type SlackSourceConfig, slackSourceConfigSchema } from "./config.ts";
export { type SlackCredentials, slackCredentialsSchema } from "./credentials.ts";
export { slackSource } from "./definition.ts";
export type { SlackSourceDeps } from "./deps.ts";
export { createSlackSource } from "./source.ts";
export { WEBHOOK_MAX_AGE_MS } from "./webhook/verify.ts";
