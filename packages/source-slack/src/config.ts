import { createHash } from "node:crypto";
import { z } from "zod";

/** Where Slack's Web API is when the configuration does not say (docs.slack.dev/apis/web-api). */
export const SLACK_API_URL = "https://slack.com/api/";

/** Most channels one configuration names. */
const CHANNELS_MAX = 500;

const channel = z
  .string()
  .regex(/^#?[^\s#@]{1,80}$/, "a channel is named by its id or its name, such as C0123ABCD or general");

/** What to sync of which workspace. */
export const slackSourceConfigSchema = z
  .strictObject({
    /** The workspace's id: `T0123ABCD` in app.slack.com/client/T0123ABCD. */
    team: z.string().regex(/^[TE][A-Z0-9]{2,20}$/, "team is the workspace's id, such as T0123ABCD"),
    /** Ids or names of the channels to read; every one the app is a member of when absent. */
    channels: z.array(channel).min(1, "name a channel, or leave channels out to read all").max(CHANNELS_MAX).optional(),
    /** Ids or names of channels never read. */
    exclude: z.array(channel).max(CHANNELS_MAX).optional(),
    /** Whether to read private channels the app is a member of; true when absent. */
    privateChannels: z.boolean().optional(),
    /** Whether to read direct messages, to one or to several; false when absent. */
    directMessages: z.boolean().optional(),
    /** Whether to read archived channels; true when absent. */
    archived: z.boolean().optional(),
    /** Whether to read what apps and bots write; true when absent. */
    bots: z.boolean().optional(),
    /** Nothing written before this is read, a date such as `2024-01-01`; everything when absent. */
    since: z.iso.date("since is a date such as 2024-01-01").optional(),
    /** Minutes of silence that end a conversation; 15 when absent. */
    pauseMinutes: z.int().min(1).max(240).optional(),
    /**
     * What Slack allows the app: `standard` for internal and Marketplace apps, `limited` for commercially distributed ones
     * outside the Marketplace: one request a minute, 15 messages each (docs.slack.dev/apis/web-api/rate-limits).
     */
    tier: z.enum(["standard", "limited"]).optional(),
    /** Path of a Slack export (ZIP) to read the past from instead of the API. */
    exportFile: z.string().min(1).max(4_096).optional(),
    /** Address of the Web API; Slack's own when absent. */
    apiUrl: z
      .url({ protocol: /^https?$/, error: `apiUrl is an address such as ${SLACK_API_URL}` })
      .refine(
        (url) => new URL(url).username === "" && new URL(url).password === "",
        "apiUrl must not carry credentials",
      )
      .optional(),
  })
  .refine(({ exportFile, tier }) => exportFile === undefined || tier === "limited", {
    path: ["exportFile"],
    error: "exportFile is for the limited tier: in the standard tier the API gives the whole past",
  });
export type SlackSourceConfig = z.infer<typeof slackSourceConfigSchema>;

/** Changes whenever what a configuration lists does. */
export function configFingerprint(config: SlackSourceConfig): string {
  const { apiUrl: _address, tier: _tier, channels = [], exclude = [], ...rest } = config;
  const entries = Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = JSON.stringify([[...channels].sort(), [...exclude].sort(), entries]);
  return createHash("sha256").update(parts).digest("base64url").slice(0, 10);
}
