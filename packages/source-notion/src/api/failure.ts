import { isSourceError, SourceError, type SourceErrorCode } from "@tributary/source";
import { codeOfStatus, undocumentedAnswer } from "@tributary/source/http";
import { z } from "zod";
import { retryAfterMs } from "./rate-limit.ts";

/** Body of a failure as Notion documents it, as far as it is read (developers.notion.com/reference/status-codes). */
const failureSchema = z.object({
  object: z.literal("error"),
  code: z.string().regex(/^[a-z_]{2,60}$/),
  additional_data: z
    .object({ rate_limit_reason: z.string().regex(/^[a-z_]{2,60}$/) })
    .optional()
    .catch(undefined),
});

/** What Notion means by some statuses beside those every provider has. */
const codesByStatus: Readonly<Record<number, SourceErrorCode>> = {
  // Two writers at once: the same request succeeds a moment later.
  409: "unavailable",
  529: "rate-limited",
};

const sentences: Readonly<Partial<Record<SourceErrorCode, string>>> = {
  unauthorized: "the token is wrong, expired or revoked",
  forbidden: "the connection lacks the capability: grant it in the connection's settings",
  "rate-limited": "the limit of this connection or its workspace is used up",
  unavailable: "Notion failed",
  timeout: "Notion took too long",
  "not-found": "it is not there, or not shared with the connection",
  "invalid-response": "Notion did not accept or did not answer what was asked",
};

/** What an answer that is no success means; `body` is its text, empty when it has none. */
export function answerFailure(
  what: string,
  answer: { readonly status: number; readonly headers: Headers },
  body: string,
  now: number,
): SourceError {
  const said = readFailure(body);
  const code = codesByStatus[answer.status] ?? codeOfStatus(answer.status);
  const why = said?.additional_data?.rate_limit_reason ?? said?.code;
  const sentence = sentences[code] ?? "it cannot be used";
  return new SourceError(
    code,
    `Notion answered ${what} with ${answer.status}${why === undefined ? "" : ` (${why})`}: ${sentence}.`,
    code === "rate-limited"
      ? { retryAfterMs: retryAfterMs(answer.headers, now) }
      : { cause: new NotionRefusal(answer.status, said?.code) },
  );
}

function readFailure(body: string) {
  try {
    return failureSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Why a request failed: the status, and Notion's own code when the body is a failure as Notion writes them. */
class NotionRefusal extends Error {
  override readonly name = "NotionRefusal";
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined) {
    super(`Answered with ${status}.`);
    this.code = code;
  }
}

/** Why an answer cannot be used: it is whole, and not as Notion documents it. */
class UndocumentedAnswer extends Error {
  override readonly name = "UndocumentedAnswer";
}

/** The error for an answer that is whole and not as documented, at some place. */
export function undocumented(what: string, error: z.ZodError): SourceError {
  return undocumentedAnswer({ provider: "Notion", what }, error, new UndocumentedAnswer("It is not as documented."));
}

/** Whether an answer was whole and not as documented: asking again would change nothing. */
export function isUndocumented(error: unknown): boolean {
  return isSourceError(error) && error.cause instanceof UndocumentedAnswer;
}

/** Whether Notion itself, and not something in between, says so, by its code: `object_not_found`. */
export function isRefused(error: unknown, code: string): error is SourceError {
  return isSourceError(error) && error.cause instanceof NotionRefusal && error.cause.code === code;
}

/** Whether Notion itself says that a thing is not there for this connection. */
export function isGone(error: unknown): error is SourceError {
  return isRefused(error, "object_not_found");
}

/** Whether Notion itself refuses one thing: a capability the connection lacks. */
export function isForbidden(error: unknown): error is SourceError {
  return isRefused(error, "restricted_resource");
}
