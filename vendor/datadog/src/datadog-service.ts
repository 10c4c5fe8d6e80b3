import { type HttpService, type ProblemBody, reasonIn } from "@tributary/vendor-http";
import { DatadogError, type DatadogErrorCode } from "./error.ts";

/** What is particular to Datadog. */
export const datadogService: HttpService<DatadogErrorCode> = {
  name: "Datadog",

  // Statuses of https://docs.datadoghq.com/api/latest/ that are not what their class says.
  codesByStatus: new Map([
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [429, "rate-limited"],
  ]),

  createError: (code, message, details) => new DatadogError(code, message, details),

  readProblem: (text) => ({ reason: reasonIn(text, firstError) }),

  readRetryAfter({ headers }) {
    // Seconds until the limit's period begins anew (https://docs.datadoghq.com/api/latest/rate-limits/).
    const seconds = headers?.get("x-ratelimit-reset");
    return headers?.has("retry-after") || !seconds || !/^\d{1,4}$/.test(seconds) ? undefined : Number(seconds) * 1_000;
  },
};

function firstError(body: ProblemBody & { readonly errors?: unknown }): unknown {
  return Array.isArray(body.errors) ? body.errors.join("; ") : body.message;
}
