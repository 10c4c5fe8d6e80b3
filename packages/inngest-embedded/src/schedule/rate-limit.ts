import type { IncomingEvent, Kernel } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { FunctionConfig, RateEntry } from "../registry/config.ts";
import { bucketKey, keyValue } from "./keys.ts";

/**
 * The generic cell rate algorithm: at most `capacity` at once, then one per `emissionMs`. Answers the new theoretical
 * arrival time when one more is admitted at `now`, else the instant at which it would be.
 */
export function admit(
  arrival: number | undefined,
  emissionMs: number,
  capacity: number,
  now: number,
): { readonly arrival: number } | { readonly retryAt: number } {
  const base = Math.max(now, arrival ?? now);
  const earliest = base + emissionMs - emissionMs * capacity;
  return earliest <= now ? { arrival: base + emissionMs } : { retryAt: Math.ceil(earliest) };
}

/**
 * Applies `rateLimit` (and `idempotency`, a rate of one per key in 24 hours). As in the hosted service a tenth of the
 * limit may come at once, the rest evenly: ten a minute admits two, then one every six seconds.
 */
export function admitRate(kernel: Kernel, config: FunctionConfig, event: IncomingEvent, now: number): boolean {
  const rate = config.rateLimit ?? idempotencyRate(config);
  if (!rate) return true;
  const value = keyValue(rate.key, event, now);
  if (value === false) return true;
  const key = bucketKey("rate", config.slug, rate.key, value);
  const capacity = Math.floor(rate.limit / 10) + 1;
  const verdict = admit(kernel.store.flow.arrival(key), rate.periodMs / rate.limit, capacity, now);
  if ("retryAt" in verdict) return false;
  kernel.store.flow.setArrival(key, verdict.arrival);
  return true;
}

function idempotencyRate({ idempotency }: FunctionConfig): RateEntry | undefined {
  return idempotency === undefined
    ? undefined
    : { limit: 1, periodMs: limits.idempotencyMs, burst: 0, key: idempotency };
}
