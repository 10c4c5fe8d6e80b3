import type { LinearErrorType } from "@linear/sdk";
import { isSourceError, SourceError, type SourceErrorCode } from "@tributary/source";
import { codeOfStatus } from "@tributary/source/http";
import { z } from "zod";
import { retryAfterMs } from "./rate-limit.ts";

/** One entry of `errors`, as far as it is read. */
export const errorSchema = z.object({
  message: z.string().catch(""),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z
    .object({ type: z.string().optional().catch(undefined), code: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type LinearAnswerError = z.infer<typeof errorSchema>;

/** Every type of error Linear's SDK knows: how it is written in `extensions.type`, and what it means. */
const errorTypes: Readonly<Record<`${LinearErrorType}`, readonly [type: string, code: SourceErrorCode]>> = {
  AuthenticationError: ["authentication error", "unauthorized"],
  BootstrapError: ["bootstrap error", "unavailable"],
  FeatureNotAccessible: ["feature not accessible", "forbidden"],
  Forbidden: ["forbidden", "forbidden"],
  GraphqlError: ["graphql error", "invalid-response"],
  InternalError: ["internal error", "unavailable"],
  InvalidInput: ["invalid input", "invalid-response"],
  LockTimeout: ["lock timeout", "unavailable"],
  NetworkError: ["network error", "unavailable"],
  Other: ["other", "invalid-response"],
  Ratelimited: ["ratelimited", "rate-limited"],
  Unknown: ["unknown", "unavailable"],
  UsageLimitExceeded: ["usage limit exceeded", "forbidden"],
  UserError: ["user error", "invalid-response"],
};
const codesByType = new Map(Object.values(errorTypes));

/** Codes that say more than the type beside them: a 400 with RATELIMITED and no type is a rate limit all the same. */
const codesByCode: Readonly<Record<string, SourceErrorCode>> = {
  RATELIMITED: "rate-limited",
  AUTHENTICATION_ERROR: "unauthorized",
  FORBIDDEN: "forbidden",
  INTERNAL_SERVER_ERROR: "unavailable",
};

const sentences: Readonly<Partial<Record<SourceErrorCode, string>>> = {
  unauthorized: "the API key or access token is wrong, expired or revoked",
  forbidden: "the credentials may not read this: grant the read scope, or switch this kind off in the configuration",
  "rate-limited": "the budget of this credential is used up",
  unavailable: "Linear failed",
  timeout: "Linear took too long",
  "not-found": "there is no such endpoint: check apiUrl",
  "invalid-response": "Linear did not accept or did not answer what was asked",
};

/** What an answer that is no success means. */
export function answerFailure(
  operation: string,
  answer: { readonly status: number; readonly headers: Headers },
  errors: readonly LinearAnswerError[],
  now: number,
): SourceError {
  const codes = errors.map(({ extensions = {} }) => {
    const { code = "", type = "" } = extensions;
    return codesByCode[code] ?? codesByType.get(type);
  });
  // A rate limit among other errors is still one: whatever else went wrong may be its doing.
  const first = codes.find((code) => code === "rate-limited") ?? codes.find((code) => code !== undefined);
  const code = first ?? byStatus(answer.status);
  const name = errors[0]?.extensions?.code ?? errors[0]?.extensions?.type;
  const said = name === undefined || !/^[\w ]{1,60}$/.test(name) ? `${answer.status}` : `${answer.status} (${name})`;
  return new SourceError(
    code,
    `Linear answered ${operation} with ${said}: ${sentences[code] ?? "it cannot be used"}.`,
    code === "rate-limited"
      ? { retryAfterMs: retryAfterMs(answer.headers, now) }
      : { cause: new RefusedQuery(errors.length) },
  );
}

/** Why a query failed that Linear read and answered with errors, as opposed to an answer that is none of Linear's. */
class RefusedQuery extends Error {
  override readonly name = "RefusedQuery";
  readonly errors: number;

  constructor(errors: number) {
    super(`Linear answered with ${errors} errors.`);
    this.errors = errors;
  }
}

/** Whether Linear read a query and could not answer it: asked about less, it may. */
export function isRefusedQuery(error: unknown): error is SourceError {
  return (
    isSourceError(error) &&
    error.code === "invalid-response" &&
    error.cause instanceof RefusedQuery &&
    error.cause.errors > 0
  );
}

function byStatus(status: number): SourceErrorCode {
  // Errors beside data with a type nobody knows: the data is not whole, and it may be next time.
  return status < 300 ? "unavailable" : codeOfStatus(status);
}
