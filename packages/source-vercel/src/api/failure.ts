import { isSourceError, SourceError, type SourceErrorCode } from "@tributary/source";
import { codeOfStatus } from "@tributary/source/http";
import { z } from "zod";
import { retryAfterMs } from "./rate-limit.ts";

/** Body of a failure as Vercel documents it, as far as it is read. */
const failureSchema = z.object({
  error: z.object({
    code: z.string().optional().catch(undefined),
    invalidToken: z.boolean().optional().catch(undefined),
    saml: z.boolean().nullish().catch(undefined),
  }),
});

/** What Vercel means by some statuses beside those every provider has. */
const codesByStatus: Readonly<Record<number, SourceErrorCode>> = { 402: "forbidden", 410: "not-found" };

const sentences: Readonly<Partial<Record<SourceErrorCode, string>>> = {
  unauthorized: "the token is wrong, expired or revoked",
  forbidden: "the token may not read this: use one of a member of the team, made for its scope",
  "rate-limited": "the budget of this token is used up",
  unavailable: "Vercel failed",
  timeout: "Vercel took too long",
  "not-found": "it is not there",
  "invalid-response": "Vercel did not accept or did not answer what was asked",
};

/** What an answer that is no success means; `body` is its JSON, undefined when it has none. */
export function answerFailure(
  what: string,
  answer: { readonly status: number; readonly headers: Headers },
  body: unknown,
  now: number,
): SourceError {
  const parsed = failureSchema.safeParse(body);
  const said = parsed.success ? parsed.data.error : undefined;
  const code = codeOf(answer.status, said?.invalidToken === true);
  const name = said?.code !== undefined && /^[\w-]{1,60}$/.test(said.code) ? ` (${said.code})` : "";
  const sentence =
    said?.saml === true
      ? "the team asks for SAML sign-in: make a token for it there"
      : (sentences[code] ?? "it cannot be used");
  return new SourceError(
    code,
    `Vercel answered ${what} with ${answer.status}${name}: ${sentence}.`,
    code === "rate-limited"
      ? { retryAfterMs: retryAfterMs(answer.headers, now) }
      : { cause: new RefusedRequest(answer.status, said !== undefined) },
  );
}

function codeOf(status: number, isInvalidToken: boolean): SourceErrorCode {
  // A wrong or expired token is a 403 as well; only this field tells it from a missing permission.
  if (isInvalidToken && status === 403) return "unauthorized";
  return codesByStatus[status] ?? codeOfStatus(status);
}

/** Why a request failed: the status, and whether the body was a failure as Vercel writes them. */
class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  readonly status: number;
  readonly isVercel: boolean;

  constructor(status: number, isVercel: boolean) {
    super(`Answered with ${status}.`);
    this.status = status;
    this.isVercel = isVercel;
  }
}

/** Whether Vercel itself, and not something in between, says that a thing is not there. */
export function isGone(error: unknown): boolean {
  return (
    isSourceError(error) && error.code === "not-found" && error.cause instanceof RefusedRequest && error.cause.isVercel
  );
}

/** Whether Vercel itself refuses one thing. */
export function isForbidden(error: unknown): error is SourceError {
  return isSourceError(error) && error.code === "forbidden";
}

/** Whether one thing cannot be read while others may: refused, or answered with what cannot be made sense of. */
export function isUnreadable(error: unknown): boolean {
  return isSourceError(error) && (error.code === "forbidden" || error.code === "invalid-response");
}
