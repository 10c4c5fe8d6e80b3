import type { RateBudget } from "@tributary/vendor-http";

/** The two limits OpenAI tells with each answer (https://platform.openai.com/docs/guides/rate-limits). */
const names = ["requests", "tokens"] as const;

/** Sets the budget to the limits an answer tells, and pauses it when one of them is used up. */
export function learnLimits(headers: Headers, budget: RateBudget): void {
  for (const name of names) {
    const limit = Number(headers.get(`x-ratelimit-limit-${name}`));
    // Gateways send 0 and -1 for limits they do not keep.
    if (Number.isFinite(limit) && limit > 0) budget.setLimit(name, limit);
  }
  const reset = resetAfterMs(headers);
  if (reset !== undefined) budget.pause(reset);
}

/** Milliseconds until every limit that is used up has room again, at most a minute; undefined when none is. */
export function resetAfterMs(headers: Headers): number | undefined {
  const waits = names
    .filter((name) => headers.get(`x-ratelimit-remaining-${name}`) === "0")
    .filter((name) => Number(headers.get(`x-ratelimit-limit-${name}`)) > 0)
    .map((name) => durationMs(headers.get(`x-ratelimit-reset-${name}`) ?? ""));
  return waits.length === 0 ? undefined : Math.min(60_000, Math.max(...waits));
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Durations such as `6m0s`, `1.5s` and `20ms`; 0 for anything else. */
function durationMs(text: string): number {
  let total = 0;
  for (const [, count, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(count) * (unitMs[unit] ?? 0);
  }
  return total;
}
