import { z } from "zod";

/** How to sign in: an access token of an account, or the token of an integration (vercel.com/docs/rest-api). */
export const vercelCredentialsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it")
    .meta({
      title: "Token",
      description: "An access token of an account, made for the team, or the token of an integration.",
      writeOnly: true,
    }),
});
export type VercelCredentials = z.infer<typeof vercelCredentialsSchema>;
