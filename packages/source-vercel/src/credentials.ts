import { tokenSchema } from "@tributary/source";
import { z } from "zod";

/** How to sign in: an access token of an account, or the token of an integration (vercel.com/docs/rest-api). */
export const vercelCredentialsSchema = z.strictObject({
  token: tokenSchema.meta({
    title: "Token",
    description: "An access token of an account, made for the team, or the token of an integration.",
    writeOnly: true,
  }),
});
export type VercelCredentials = z.infer<typeof vercelCredentialsSchema>;
