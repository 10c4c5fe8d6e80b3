import { z } from "zod";

const token = z
  .string()
  .min(1)
  .max(4_096)
  .regex(/^[\x21-\x7e]+$/, "a token has no spaces and no line breaks in it");

/** How to sign in: a personal API key, or the access token of an OAuth app. */
export const linearCredentialsSchema = z.union([
  z.strictObject({ apiKey: token }),
  z.strictObject({ accessToken: token }),
]);
export type LinearCredentials = z.infer<typeof linearCredentialsSchema>;

/** The Authorization header: an API key goes as it is, an access token as a bearer (linear.app/developers/graphql). */
export function authorization(credentials: LinearCredentials): string {
  return "apiKey" in credentials ? credentials.apiKey : `Bearer ${credentials.accessToken}`;
}
