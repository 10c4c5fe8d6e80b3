import { MAX_WAIT_MS } from "@tributary/source/http";
import { expect, it } from "vitest";
import { retryAfterMs } from "./rate-limit.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const later = (milliseconds: number) => String(NOW + milliseconds);

it.each([
  ["seconds", { "retry-after": "7" }, 7_000],
  ["a date", { "retry-after": "Mon, 05 Jan 2026 12:00:30 GMT" }, 30_000],
  ["a date long gone", { "retry-after": "Mon, 05 Jan 2015 12:00:30 GMT" }, 1_000],
  ["a year", { "retry-after": "31536000" }, MAX_WAIT_MS],
  ["zero", { "retry-after": "0" }, 1_000],
  ["something negative", { "retry-after": "-5" }, 60_000],
  ["nonsense", { "retry-after": "soon" }, 60_000],
  ["nothing", {}, 60_000],
  ["requests used up", { "x-ratelimit-requests-remaining": "0", "x-ratelimit-requests-reset": later(90_000) }, 90_000],
  [
    "points used up, requests left",
    {
      "x-ratelimit-requests-remaining": "12",
      "x-ratelimit-requests-reset": later(5_000),
      "x-ratelimit-complexity-remaining": "0",
      "x-ratelimit-complexity-reset": later(120_000),
    },
    120_000,
  ],
  [
    "the endpoint's budget used up",
    { "x-ratelimit-endpoint-requests-remaining": "0", "x-ratelimit-endpoint-requests-reset": later(15_000) },
    15_000,
  ],
  ["a reset that is no number", { "x-ratelimit-requests-remaining": "0", "x-ratelimit-requests-reset": "NaN" }, 60_000],
  ["budgets left", { "x-ratelimit-requests-remaining": "9", "x-ratelimit-requests-reset": later(9_000) }, 60_000],
])("waits as long as the headers say: %s", (_name, headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(expected);
});
