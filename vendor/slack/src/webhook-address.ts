import { SlackError } from "./error.ts";

/** Where Slack's incoming webhooks are. */
const SLACK_ORIGIN = "https://hooks.slack.com";

/**
 * The address of an incoming webhook, checked: an https address at hooks.slack.com, or one at an origin that is allowed
 * (`http://127.0.0.1:8080`). Throws `invalid-request` for any other; the message does not repeat it, as it is a secret.
 */
export function checkWebhookAddress(address: string, allowedOrigins: readonly string[] = []): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const known = url && (url.origin === SLACK_ORIGIN || allowedOrigins.includes(url.origin));
  if (!known || url.username !== "" || url.password !== "") {
    throw new SlackError(
      "invalid-request",
      `Slack: this is no address of an incoming webhook: it starts with ${SLACK_ORIGIN}/services/.`,
    );
  }
  return url;
}
