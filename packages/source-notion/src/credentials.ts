import { z } from "zod";

/** How to sign in: the token of an internal connection, or an access token of a public one (developers.notion.com/reference/authentication). */
export const notionCredentialsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it")
    .meta({
      title: "Token",
      description:
        "The token of an internal connection, or an access token of a public one; it begins with ntn_ or secret_.",
      writeOnly: true,
    }),
});
export type NotionCredentials = z.infer<typeof notionCredentialsSchema>;
