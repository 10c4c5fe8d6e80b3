export { createLinearBudget, type LinearBudget } from "./api/budget.ts";
export { LINEAR_API_URL, type LinearSourceConfig, linearSourceConfigSchema } from "./config.ts";
export { type LinearCredentials, linearCredentialsSchema } from "./credentials.ts";
export { linearSource } from "./definition.ts";
export type { LinearSourceDeps } from "./deps.ts";
export { createLinearSource } from "./source.ts";
export { WEBHOOK_MAX_AGE_MS } from "./webhook/verify.ts";
