import { errorBody, type LinearErrorBody } from "../graphql/refusal.ts";

/** Credentials the fake takes. */
export interface FakeCredentials {
  /** Sent as it is. */
  readonly apiKey: string;
  /** Sent with `Bearer`. */
  readonly accessToken: string;
}

/** Why a request is not let in; undefined when it is. API keys go without `Bearer`, OAuth tokens with it. */
export function refuseCaller(header: string | undefined, credentials: FakeCredentials): LinearErrorBody | undefined {
  if (header === credentials.apiKey || header === `Bearer ${credentials.accessToken}`) return undefined;
  const message =
    header === `Bearer ${credentials.apiKey}`
      ? "It looks like you're trying to use an API key as a Bearer token. Remove the Bearer prefix from the Authorization header."
      : "Authentication required, not authenticated";
  return errorBody(message, "authentication error", "AUTHENTICATION_ERROR", 401);
}
