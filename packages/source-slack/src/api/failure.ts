import { SourceError, type SourceErrorCode } from "@tributary/source";
import { boundWait, codeOfStatus } from "@tributary/source/http";

/** Wait when an answer does not say how long, in milliseconds: every tier is counted by the minute. */
const DEFAULT_WAIT_MS = 60_000;

/** What the error names of the methods used here mean; each method's page on docs.slack.dev lists its own. */
const codesByName: Readonly<Record<string, SourceErrorCode>> = {
  ratelimited: "rate-limited",
  rate_limited: "rate-limited",
  invalid_auth: "unauthorized",
  not_authed: "unauthorized",
  account_inactive: "unauthorized",
  token_revoked: "unauthorized",
  token_expired: "unauthorized",
  missing_scope: "forbidden",
  no_permission: "forbidden",
  not_allowed_token_type: "forbidden",
  access_denied: "forbidden",
  accesslimited: "forbidden",
  ekm_access_denied: "forbidden",
  org_login_required: "forbidden",
  team_access_not_granted: "forbidden",
  not_in_channel: "forbidden",
  channel_not_found: "not-found",
  thread_not_found: "not-found",
  message_not_found: "not-found",
  user_not_found: "not-found",
  user_not_visible: "not-found",
  users_not_found: "not-found",
  file_not_found: "not-found",
  file_deleted: "not-found",
  unknown_method: "not-found",
  internal_error: "unavailable",
  fatal_error: "unavailable",
  service_unavailable: "unavailable",
  team_added_to_org: "unavailable",
  team_migrating: "unavailable",
  // A list that changed while it was paged: asked for again, it begins anew.
  invalid_cursor: "unavailable",
  request_timeout: "timeout",
};

const sentences: Readonly<Partial<Record<SourceErrorCode, string>>> = {
  unauthorized: "the token is wrong, expired or revoked",
  forbidden: "the app may not read this",
  "rate-limited": "its limit for this method is used up",
  unavailable: "Slack failed",
  timeout: "Slack took too long",
  "not-found": "it is not there",
  "invalid-response": "it cannot be used",
};

/** An answer with `ok: false`. */
export interface RefusedCall {
  /** Slack's name for what is wrong, such as `missing_scope`. */
  readonly error: unknown;
  /** The scope that is missing, when Slack says so. */
  readonly needed?: unknown;
  readonly retryAfterMs: number | undefined;
}

/** What Slack's name for an error means. */
export function codeOf(name: string): SourceErrorCode {
  return (Object.hasOwn(codesByName, name) ? codesByName[name] : undefined) ?? "invalid-response";
}

/** The error for an answer with `ok: false`. */
export function refusalFailure(method: string, refused: RefusedCall): SourceError {
  // Anything but a name may be a text that quotes what was asked.
  const name = typeof refused.error === "string" && /^[a-z_]{2,60}$/.test(refused.error) ? refused.error : "an error";
  const code = codeOf(name);
  const scope = typeof refused.needed === "string" && /^[a-z:.,_ ]{2,200}$/.test(refused.needed) ? refused.needed : "";
  const advice =
    name === "missing_scope" && scope !== "" ? `: grant the app the scope ${scope} and install it again` : "";
  return failure(method, name, code, refused.retryAfterMs, advice);
}

/** The error for an answer with a status other than 200. */
export function statusFailure(method: string, status: number, retryAfterMs: number | undefined): SourceError {
  const code = codeOfStatus(status);
  return failure(method, `status ${status}`, code, retryAfterMs, "");
}

function failure(
  method: string,
  what: string,
  code: SourceErrorCode,
  retryAfterMs: number | undefined,
  advice: string,
): SourceError {
  const message = `Slack answered ${method} with ${what}: ${sentences[code] ?? "it cannot be used"}${advice}.`;
  if (code !== "rate-limited") return new SourceError(code, message, { cause: new SlackRefusal(what) });
  return new SourceError(code, message, { retryAfterMs: boundWait(retryAfterMs ?? DEFAULT_WAIT_MS) });
}

/** Slack's own name for what is wrong, as the cause of a SourceError. */
class SlackRefusal extends Error {
  override readonly name = "SlackRefusal";
}

/** Whether an error is Slack's word that something is so, by its name: `channel_not_found`. */
export function isRefused(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof SourceError && error.cause instanceof SlackRefusal && names.includes(error.cause.message);
}
