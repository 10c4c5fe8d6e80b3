import type { SourceDefinition } from "@tributary/source";
import { slackAbout } from "./about.ts";
import { SLACK_API_URL, type SlackSourceConfig, slackSourceConfigSchema } from "./config.ts";
import { type SlackCredentials, slackCredentialsSchema } from "./credentials.ts";
import { createSlackSource } from "./source.ts";

/** The Slack source for hosts. Its key is the workspace, the channels when some are named, and the server when it is not Slack's own. */
export const slackSource: SourceDefinition<SlackSourceConfig, SlackCredentials> = {
  specVersion: "v1",
  id: "slack",
  title: "Slack",
  about: slackAbout,
  configSchema: slackSourceConfigSchema,
  credentialsSchema: slackCredentialsSchema,
  key({ team, channels, apiUrl = SLACK_API_URL }) {
    const server = apiUrl === SLACK_API_URL ? "" : `${apiUrl}#`;
    return `${server}${team}${channels === undefined ? "" : `/${[...channels].sort().join(",")}`}`;
  },
  create: createSlackSource,
};
