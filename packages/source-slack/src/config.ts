import { createHash } from "node:crypto";
import { apiAddressSchema } from "@tributary/source";
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
    team: z
      .string()
      .regex(/^[TE][A-Z0-9]{2,20}$/, "team is the workspace's id, such as T0123ABCD")
      .meta({
        title: "Workspace id",
        description:
          "The part that begins with T in the address of the workspace in a browser: app.slack.com/client/T0123ABCD.",
        examples: ["T0123ABCD"],
      }),
    channels: z
      .array(channel)
      .min(1, "name a channel, or leave channels out to read all")
      .max(CHANNELS_MAX)
      .optional()
      .meta({
        title: "Channels",
        description: "Ids or names of the channels to read; every one the app is a member of when left out.",
        examples: [["general", "C0123ABCD"]],
      }),
    exclude: z
      .array(channel)
      .max(CHANNELS_MAX)
      .optional()
      .meta({
        title: "Not these channels",
        description: "Ids or names of channels that are never read.",
        examples: [["random"]],
      }),
    privateChannels: z.boolean().optional().meta({
      title: "Private channels",
      description: "Whether private channels the app is a member of are read.",
      default: true,
    }),
    directMessages: z.boolean().optional().meta({
      title: "Direct messages",
      description: "Whether direct messages are read, to one person or to several.",
      default: false,
      advanced: true,
    }),
    archived: z.boolean().optional().meta({
      title: "Archived channels",
      description: "Whether archived channels are read.",
      default: true,
      advanced: true,
    }),
    bots: z.boolean().optional().meta({
      title: "Messages of apps",
      description: "Whether what apps and bots write is read.",
      default: true,
      advanced: true,
    }),
    since: z.iso
      .date("since is a date such as 2024-01-01")
      .optional()
      .meta({
        title: "Since",
        description: "Nothing written before this date is read; everything when left out.",
        examples: ["2024-01-01"],
        advanced: true,
      }),
    pauseMinutes: z.int().min(1).max(240).optional().meta({
      title: "Pause between conversations",
      description: "Minutes of silence that end a conversation.",
      default: 15,
      advanced: true,
    }),
    // docs.slack.dev/apis/web-api/rate-limits
    tier: z.enum(["standard", "limited"]).optional().meta({
      title: "Limits of the app",
      description:
        "What Slack allows the app: standard for internal and Marketplace apps, limited for commercially distributed ones outside the Marketplace (one request a minute, 15 messages each).",
      default: "standard",
      advanced: true,
    }),
    exportFile: z
      .string()
      .min(1)
      .max(4_096)
      .optional()
      .meta({
        title: "Slack export",
        description:
          "Path of a Slack export (ZIP) on the server to read the past from instead of the API, for the limited tier.",
        examples: ["/srv/acme-export.zip"],
        advanced: true,
      }),
    apiUrl: apiAddressSchema("apiUrl", SLACK_API_URL)
      .optional()
      .meta({
        title: "Address of the API",
        description: "Address of the Web API; Slack's own when left out.",
        examples: [SLACK_API_URL],
        advanced: true,
      }),
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
