import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { SlackSourceConfig } from "../config.ts";
import type { SlackClient } from "./client.ts";
import { readPart } from "./pages.ts";

const authSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  team: z.string(),
  user: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
  bot_id: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Whose token it is. */
export interface SlackIdentity {
  /** Address of the workspace, with a slash at its end. */
  readonly url: string;
  readonly team: string;
  readonly user: string;
  readonly isBot: boolean;
  /** The token's scopes; undefined when Slack does not say. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Asks whose token it is. Throws `invalid-config` when it is one of another workspace: what is not found there must not
 * look like deleted here.
 */
export async function readIdentity(client: SlackClient, config: SlackSourceConfig): Promise<SlackIdentity> {
  const answer = readPart("auth.test", authSchema, await client.call("auth.test"));
  const { url, team, user, bot_id: bot } = answer;
  const isOfTeam = answer.team_id === config.team || answer.enterprise_id === config.team;
  if (!isOfTeam && answer.is_enterprise_install !== true) {
    throw new SourceError(
      "invalid-config",
      `The token is of another workspace than ${config.team}: give one of that workspace, or change the configuration.`,
      { setting: ["config", "team"] },
    );
  }
  const scopes = answer.response_metadata?.scopes;
  return { url: url.endsWith("/") ? url : `${url}/`, team, user, isBot: bot !== undefined, scopes };
}
