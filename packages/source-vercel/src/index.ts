export { createVercelBudget, type VercelBudget } from "./api/budget.ts";
export { VERCEL_API_URL, type VercelSourceConfig, vercelSourceConfigSchema } from "./config.ts";
export { type VercelCredentials, vercelCredentialsSchema } from "./credentials.ts";
export { vercelSource } from "./definition.ts";
export type { VercelSourceDeps } from "./deps.ts";
export { createVercelSource } from "./source.ts";
export { type DeployRequest, type TriggeredDeploy, triggerDeploy } from "./trigger-deploy.ts";
