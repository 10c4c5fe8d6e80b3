import { createHash } from "node:crypto";
import { apiAddressSchema } from "@tributary/source";
import { z } from "zod";

/** Where Notion's API is when the configuration does not say (developers.notion.com/reference/intro). */
export const NOTION_API_URL = "https://api.notion.com";

/** Version of the API this source speaks (developers.notion.com/guides/get-started/upgrade-guide-2026-03-11). */
export const NOTION_VERSION = "2026-03-11";

/** What to sync of which workspace: everything the connection was given access to. */
export const notionSourceConfigSchema = z.strictObject({
  workspace: z
    .string()
    .regex(
      /^[\w-]{1,60}$/,
      "workspace is a short name of letters, digits, - and _, such as acme: it is part of every id",
    )
    .meta({
      title: "Workspace",
      description:
        "A short name for the workspace, of your choice. It is part of every document's id, and tells workspaces apart.",
      examples: ["acme"],
    }),
  comments: z.enum(["page", "all", "none"]).optional().meta({
    title: "Comments",
    description:
      "Which comments are read: page for those of pages, all for those of each block too (one more request a block), or none.",
    default: "page",
  }),
  rows: z.boolean().optional().meta({
    title: "Rows of tables",
    description: "Whether the rows of tables are read. Tables themselves always are.",
    default: true,
  }),
  walkRows: z.boolean().optional().meta({
    title: "Pages below rows",
    description: "Whether every complete listing looks for pages below every row, one more request a row.",
    default: false,
    advanced: true,
  }),
  apiUrl: apiAddressSchema("apiUrl", NOTION_API_URL)
    .optional()
    .meta({
      title: "Address of the API",
      description: "Address of the API; Notion's own when left out.",
      examples: [NOTION_API_URL],
      advanced: true,
    }),
});
export type NotionSourceConfig = z.infer<typeof notionSourceConfigSchema>;

/** Changes whenever what a configuration lists, or what its documents hold, does. */
export function configFingerprint(config: NotionSourceConfig): string {
  const { apiUrl: _address, ...rest } = config;
  const parts = JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)));
  return createHash("sha256").update(parts).digest("hex").slice(0, 12);
}
