export { createNotionBudget, type NotionBudget } from "./api/budget.ts";
export { NOTION_API_URL, NOTION_VERSION, type NotionSourceConfig, notionSourceConfigSchema } from "./config.ts";
export { type NotionCredentials, notionCredentialsSchema } from "./credentials.ts";
export { notionSource } from "./definition.ts";
export type { NotionSourceDeps } from "./deps.ts";
export { createNotionSource } from "./source.ts";
