import { type HttpService, reasonIn } from "@tributary/vendor-http";
import { CohereError, type CohereErrorCode } from "./error.ts";

/** A trial key's month is used up: waiting seconds does not help. */
const quotaWords = /(?:calls|requests) ?(?:\/|per) ?month|monthly|billing limit/i;
const missingModelWords = /model.{0,120}(?:not found|does not exist|was removed|been (?:removed|retired))/i;

/** What is particular to Cohere. */
export const cohereService: HttpService<CohereErrorCode> = {
  name: "Cohere",

  // Statuses of https://docs.cohere.com/reference/errors that are not what their class says.
  codesByStatus: new Map([
    [401, "unauthorized"],
    [402, "quota-exceeded"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [429, "rate-limited"],
    [499, "unavailable"],
    [501, "invalid-request"],
  ]),

  createError: (code, message, details) => new CohereError(code, message, details),

  readProblem(text, status) {
    const reason = reasonIn(text, ({ message }) => message);
    if (status === 429 && quotaWords.test(reason)) return { reason, code: "quota-exceeded" };
    if (status === 400 && missingModelWords.test(reason)) return { reason, code: "not-found" };
    return { reason };
  },
};
