import type { SourceAbout } from "@tributary/source";

/** What a person who connects a workspace reads first. */
export const linearAbout: SourceAbout = {
  summary: "The issues, projects, initiatives, their updates and the documents of a Linear workspace.",
  documentation: "https://linear.app/docs/api-and-webhooks",
  signIn: [
    "On Linear, open Settings, Security & access, and under Personal API keys choose New API key; a workspace admin may have to allow members to make keys.",
    "Give it the permission Read and access to the teams you want to search, or to all of them.",
    "Make the key and copy it here: Linear shows it once.",
  ],
  webhook: [
    "On Linear, as an admin of the workspace, open Settings, API, and choose New webhook.",
    "Give the address shown here as its URL.",
    "Choose all public teams or one team, and the events Issues, Comments, Issue attachments, Documents, Projects, Project updates, Initiatives and Initiative updates.",
    "Create the webhook, copy its signing secret from there and add it here.",
  ],
};
