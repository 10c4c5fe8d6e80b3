import { tokenSchema } from "@tributary/source";
import { z } from "zod";

/** How to sign in: the token of an internal connection, or an access token of a public one (developers.notion.com/reference/authentication). */
export const notionCredentialsSchema = z.strictObject({
  token: tokenSchema.meta({
    title: "Token",
    description:
      "The token of an internal connection, or an access token of a public one; it begins with ntn_ or secret_.",
    writeOnly: true,
  }),
});
export type NotionCredentials = z.infer<typeof notionCredentialsSchema>;
