import { type HttpService, reasonIn, retryAfterMs, stringIn, withinReason } from "@tributary/vendor-http";
import { OpenAIError, type OpenAIErrorCode } from "./error.ts";
import { learnLimits, resetAfterMs } from "./rate-limit-headers.ts";

/** OpenAI's own codes, which say more than the status. */
const codesByName: ReadonlyMap<string, OpenAIErrorCode> = new Map([
  ["insufficient_quota", "quota-exceeded"],
  ["billing_hard_limit_reached", "quota-exceeded"],
  ["model_not_found", "not-found"],
  ["model_deprecated", "not-found"],
]);

/** One call of more tokens than the account may spend in a minute, refused with status 429: waiting does not help. */
const tooLargeWords = /request too large/i;

/** What is particular to OpenAI. */
export const openAIService: HttpService<OpenAIErrorCode> = {
  name: "OpenAI",

  // Statuses of https://platform.openai.com/docs/guides/error-codes that are not what their class says.
  codesByStatus: new Map([
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [409, "unavailable"],
    [429, "rate-limited"],
  ]),

  createError: (code, message, details) => new OpenAIError(code, message, details),

  readProblem(text, status) {
    const reason = withoutKeys(reasonIn(text, ({ error }) => error?.message));
    if (status === 429 && tooLargeWords.test(reason)) return { reason, code: "invalid-request" };
    return { reason, code: codesByName.get(stringIn(text, ({ error }) => error?.code) ?? "") };
  },

  readRetryAfter({ headers, status }, now) {
    const exact = headers?.get("retry-after-ms")?.trim();
    const asked = exact ? withinReason(Number(exact)) : retryAfterMs(headers, now);
    return asked ?? (status === 429 && headers ? resetAfterMs(headers) : undefined);
  },

  learnLimits,
};

/** OpenAI repeats a wrong key in part. */
const withoutKeys = (message: string) => message.replace(/\bsk-[\w*.-]+/g, "(key)");
