import { z } from "zod";

/** How to sign in: a bot token (`xoxb-`) of an app installed in the workspace, or a user token (`xoxp-`). */
export const slackCredentialsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it"),
});
export type SlackCredentials = z.infer<typeof slackCredentialsSchema>;
