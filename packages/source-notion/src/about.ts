import type { SourceAbout } from "@tributary/source";

/** What a person who connects a workspace reads first. */
export const notionAbout: SourceAbout = {
  summary:
    "The pages, tables with their rows, and comments of a Notion workspace, as far as a connection is given them.",
  documentation: "https://developers.notion.com/guides/get-started/internal-connections",
  signIn: [
    "On Notion, as an owner of the workspace, open notion.so/developers/connections and make a new internal connection for the workspace.",
    "Under Capabilities give it Read content, Read comments and Read user information without email addresses; it needs no others.",
    "Under Content access, or on each page under Connections, give it the pages to search: pages below them come along.",
    "Copy its token, from its Configuration tab, here.",
  ],
  webhook: [
    "In the connection's settings on Notion, open Webhooks and choose Create a subscription.",
    "Give the address shown here, and choose all page, data source, database and comment events.",
    "Notion sends a verification token to that address: it appears here among the secrets within seconds, as long as the source has no other secret.",
    "Paste that token on Notion to verify the subscription.",
  ],
};
