import { tokenSchema } from "@tributary/source";
import { z } from "zod";

/** How to sign in: a personal API key, or the access token of an OAuth app. */
export const linearCredentialsSchema = z.xor([
  z
    .strictObject({
      apiKey: tokenSchema.meta({
        title: "API key",
        description: "A personal API key with the permission Read; it begins with lin_api_.",
        writeOnly: true,
      }),
    })
    .meta({ title: "Personal API key", description: "Quickest to set up; reads what its owner may read." }),
  z
    .strictObject({
      accessToken: tokenSchema.meta({
        title: "Access token",
        description: "The access token of an OAuth app with the scope read; it begins with lin_oauth_.",
        writeOnly: true,
      }),
    })
    .meta({ title: "OAuth access token", description: "For those who have an OAuth app of their own." }),
]);
export type LinearCredentials = z.infer<typeof linearCredentialsSchema>;

/** The Authorization header: an API key goes as it is, an access token as a bearer (linear.app/developers/graphql). */
export function authorization(credentials: LinearCredentials): string {
  return "apiKey" in credentials ? credentials.apiKey : `Bearer ${credentials.accessToken}`;
}
