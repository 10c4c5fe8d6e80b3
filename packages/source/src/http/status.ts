import type { SourceErrorCode } from "../error.ts";

const codes: Readonly<Record<number, SourceErrorCode>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  408: "timeout",
  429: "rate-limited",
  504: "timeout",
};

/**
 * What a status that is no success means where the provider says nothing else: 401, 403, 404, 408, 429 and 504 by their
 * names, any other of 500 or more `unavailable`, and the rest `invalid-response`.
 */
export function codeOfStatus(status: number): SourceErrorCode {
  return codes[status] ?? (status >= 500 ? "unavailable" : "invalid-response");
}
