import { type HttpService, type ProblemBody, reasonIn } from "@tributary/vendor-http";
import { PagerDutyError, type PagerDutyErrorCode } from "./error.ts";

/** PagerDuty answers a wrong key like any other invalid event; its words say which it is. */
const keyWords = /routing[_ ]key/i;

/** What is particular to PagerDuty. */
export const pagerDutyService: HttpService<PagerDutyErrorCode> = {
  name: "PagerDuty",

  // Statuses of https://developer.pagerduty.com/docs/events-api-v2-overview that are not what their class says.
  codesByStatus: new Map([
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [429, "rate-limited"],
  ]),

  createError: (code, message, details) => new PagerDutyError(code, message, details),

  readProblem(text, status) {
    const reason = reasonIn(text, firstError);
    return status === 400 && keyWords.test(reason) ? { reason, code: "unauthorized" } : { reason };
  },
};

function firstError(body: ProblemBody & { readonly errors?: unknown }): unknown {
  return Array.isArray(body.errors) && body.errors.length > 0 ? body.errors.join("; ") : body.message;
}
