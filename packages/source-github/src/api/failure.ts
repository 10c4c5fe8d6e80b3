import { SourceError } from "@tributary/source";
import { type AnswerHeaders, isRateLimited, waitOf } from "./rate-limit.ts";

/** What is known of an answer that was not what was asked for. */
export interface Refusal {
  /** What was asked, for a person: `the tree of commit 0123abcd`. */
  readonly what: string;
  readonly repository: string;
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** GitHub's own word; only read, never passed on. */
  readonly message: string;
  readonly now: number;
}

/**
 * A GraphQL query that GitHub did not finish: a smaller one may do. After ten seconds it answers with 502 or 504, or with
 * a part (docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
 */
export class QueryTooHeavy extends SourceError {}

const timeouts = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ESOCKETTIMEDOUT",
]);

/** What an answer with an error status means. */
export function toRefusal(refusal: Refusal): SourceError {
  const { status, headers, message, repository, now } = refusal;
  const asked = `GitHub was asked for ${refusal.what} of ${repository} and answered with status ${status}`;
  if (isRateLimited(status, headers, message)) {
    const retryAfterMs = waitOf(headers, now);
    const seconds = Math.ceil(retryAfterMs / 1_000);
    return new SourceError("rate-limited", `${asked}: its rate limit lasts ${seconds} more seconds.`, { retryAfterMs });
  }
  switch (status) {
    case 401:
      return new SourceError("unauthorized", `${asked}: the credentials are wrong, expired or revoked.`);
    case 403:
      return new SourceError("forbidden", `${asked}: ${forbidden(headers)}`);
    case 451:
      return new SourceError("forbidden", `${asked}: it is blocked for legal reasons.`);
    case 404:
    case 410:
      return new SourceError(
        "not-found",
        `${asked}: it does not exist, was deleted or moved, or these credentials may not see it.`,
      );
    case 408:
    case 504:
      return new SourceError("timeout", `${asked}: it took too long.`);
    default:
      return status >= 500
        ? new SourceError("unavailable", `${asked}.`)
        : new SourceError("invalid-response", `${asked}, which was not expected.`);
  }
}

function forbidden(headers: AnswerHeaders): string {
  // The value is a list of permissions: docs.github.com/rest/authentication/permissions-required-for-github-apps.
  const permissions = /^[a-z_=,; ]+$/.exec(String(headers["x-accepted-github-permissions"] ?? ""))?.[0];
  if (permissions !== undefined) return `the credentials lack one of the permissions ${permissions}: grant it.`;
  if (String(headers["x-github-sso"] ?? "").startsWith("required")) {
    return "the organization asks for single sign-on: authorize the token for it.";
  }
  return "the credentials do not allow it.";
}

/** What an exception of fetch, or of a body that was being read, means. */
export function toNetworkFailure(error: unknown, what: string, repository: string): SourceError {
  const code = codeOf(error);
  const asked = `GitHub was asked for ${what} of ${repository}`;
  if (code !== undefined && timeouts.has(code)) {
    return new SourceError("timeout", `${asked} and did not answer in time (${code}).`);
  }
  return new SourceError(
    "unavailable",
    `${asked}, but the connection failed${code === undefined ? "" : ` (${code})`}.`,
  );
}

function codeOf(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if ("code" in current && typeof current.code === "string" && /^[A-Z0-9_]+$/.test(current.code)) return current.code;
  }
  return undefined;
}
