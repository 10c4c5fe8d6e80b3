import { tokenSchema } from "@tributary/source";
import { z } from "zod";

/** How to sign in: a bot token (`xoxb-`) of an app installed in the workspace, or a user token (`xoxp-`). */
export const slackCredentialsSchema = z.strictObject({
  token: tokenSchema.meta({
    title: "Token",
    description:
      "A bot token of an app installed in the workspace (xoxb-), or a person's (xoxp-), which reads public channels without being in them.",
    writeOnly: true,
  }),
});
export type SlackCredentials = z.infer<typeof slackCredentialsSchema>;
