import type { SourceDefinition } from "@tributary/source";
import { notionAbout } from "./about.ts";
import { NOTION_API_URL, type NotionSourceConfig, notionSourceConfigSchema } from "./config.ts";
import { type NotionCredentials, notionCredentialsSchema } from "./credentials.ts";
import { createNotionSource } from "./source.ts";

/** The Notion source for hosts. Its key is the workspace, and the server when it is not Notion's own. */
export const notionSource: SourceDefinition<NotionSourceConfig, NotionCredentials> = {
  specVersion: "v1",
  id: "notion",
  title: "Notion",
  about: notionAbout,
  configSchema: notionSourceConfigSchema,
  credentialsSchema: notionCredentialsSchema,
  key: ({ workspace, apiUrl = NOTION_API_URL }) => `${apiUrl === NOTION_API_URL ? "" : `${apiUrl}#`}${workspace}`,
  create: createNotionSource,
};
