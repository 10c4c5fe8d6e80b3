import { abortable } from "./abortable.ts";
import { type Clock, systemClock } from "./clock.ts";
import { errorOfExchange } from "./error-of-exchange.ts";
import { type Exchange, withExchange } from "./exchange.ts";
import type { HttpService } from "./http-service.ts";
import { createLimiter } from "./limiter.ts";
import { type Cost, createRateBudget } from "./rate-budget.ts";
import { retrying } from "./retrying.ts";
import { ServiceError } from "./service-error.ts";

/** How failed calls are tried again. */
export interface RetryOptions {
  /** Calls in all, the first included; 8 unless given. */
  readonly attempts?: number;
  /** Milliseconds the first wait lasts at most; each further one lasts up to twice as long. 1,000 unless given. */
  readonly firstDelayMs?: number;
  /** Longest wait in milliseconds; a call that was told to wait longer fails at once. 60,000 unless given. */
  readonly longestDelayMs?: number;
  /** Numbers from 0 up to 1 for the jitter; Math.random unless given. */
  readonly random?: () => number;
}

/** What one client's calls share. */
export interface CallOptions {
  /** Most requests under way at a time; 8 unless given. The others wait in order. */
  readonly concurrency?: number;
  readonly retry?: RetryOptions;
  /** Time; the system's unless given. */
  readonly clock?: Clock;
}

/** One call of the SDK: what it is for, in words; what it spends. */
export interface Call<Result> {
  readonly action: string;
  readonly cost: Cost;
  readonly signal?: AbortSignal | undefined;
  /** What no error may repeat, beside the runner's. */
  readonly secrets?: readonly string[];
  run(): Promise<Result>;
}

/** Runs one call, again and again if need be. Throws a `ServiceError` or the signal's reason. */
export type CallRunner = <Result>(call: Call<Result>) => Promise<Result>;

/**
 * Runs calls within the concurrency and the budget of one key, and again when a retry may help: after Retry-After, else
 * after a growing time with jitter. A 429 holds back every call of the key, not only the one that met it. Throws
 * the service's error, which repeats none of the secrets given, or the signal's reason.
 */
export function createCallRunner<Code extends string>(
  service: HttpService<Code>,
  perMinute: Cost,
  options: CallOptions & { readonly secrets?: readonly string[] },
): CallRunner {
  const { concurrency = 8, retry = {}, clock = systemClock, secrets: own = [] } = options;
  const { attempts = 8, firstDelayMs = 1_000, longestDelayMs = 60_000, random = Math.random } = retry;
  const limit = createLimiter(concurrency);
  // A pause of the longest wait has up to the first wait on top, as jitter.
  const longestPause = longestDelayMs + firstDelayMs;
  const budget = createRateBudget(perMinute, longestPause, clock);

  async function attempt<Result>({ action, cost, signal, secrets = [], run }: Call<Result>): Promise<Result> {
    const held = await budget.take(cost, signal);
    if (held > 0) {
      const seconds = Math.ceil(held / 1_000);
      const message = `${service.name}: ${action} was not sent: the key may be used again in ${seconds} s.`;
      throw service.createError("rate-limited", message, { retryAfterMs: held });
    }
    const exchange: Exchange = { signal };
    try {
      return await withExchange(exchange, run);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ServiceError) throw error;
      const hidden = { secrets: [...own, ...secrets], now: clock.now };
      throw errorOfExchange(service, action, exchange, error, hidden);
    } finally {
      if (exchange.headers !== undefined) service.learnLimits?.(exchange.headers, budget);
    }
  }

  return (call) => {
    const { signal } = call;
    const settings = {
      attempts,
      firstDelayMs,
      longestDelayMs,
      random,
      sleep: (milliseconds: number) => clock.sleep(milliseconds, signal),
      onFailure: ({ code }: ServiceError, waitMs: number) => {
        if (code === "rate-limited") budget.pause(waitMs);
      },
    };
    const turn = limit(async () => {
      signal?.throwIfAborted();
      return retrying(settings, () => attempt(call));
    });
    return abortable(turn, signal);
  };
}
