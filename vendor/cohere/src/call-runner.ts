import { setTimeout } from "node:timers/promises";
import { abortable } from "./abortable.ts";
import { CohereError } from "./error.ts";
import { errorOfExchange } from "./error-of-exchange.ts";
import { type Exchange, withExchange } from "./exchange.ts";
import { createLimiter } from "./limiter.ts";
import { type Clock, type Cost, createRateBudget } from "./rate-budget.ts";

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
  run(): Promise<Result>;
}

const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    // A timer beyond 2^31 milliseconds would fire at once.
    const wait = setTimeout(Math.min(milliseconds, 2 ** 31 - 1), undefined, signal && { signal });
    await wait.catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    });
  },
};

/**
 * Runs calls within the concurrency and the budget of one key, and again when a retry may help: after Retry-After, else
 * after a growing time with jitter. A 429 holds back every call of the key, not only the one that met it. Throws
 * `CohereError`, or the signal's reason.
 */
export function createCallRunner(
  perMinute: Cost,
  options: CallOptions,
): <Result>(call: Call<Result>) => Promise<Result> {
  const { concurrency = 8, retry = {}, clock = systemClock } = options;
  const { attempts = 8, firstDelayMs = 1_000, longestDelayMs = 60_000, random = Math.random } = retry;
  const limit = createLimiter(concurrency);
  // A pause of the longest wait has up to the first wait on top, as jitter.
  const longestPause = longestDelayMs + firstDelayMs;
  const budget = createRateBudget(perMinute, longestPause, clock);

  async function attempt<Result>({ action, cost, signal, run }: Call<Result>): Promise<Result> {
    const held = await budget.take(cost, signal);
    if (held > 0) {
      const message = `Cohere: ${action} was not sent: the key may be used again in ${Math.ceil(held / 1_000)} s.`;
      throw new CohereError("rate-limited", message, { retryAfterMs: held });
    }
    const exchange: Exchange = { signal };
    try {
      return await withExchange(exchange, run);
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof CohereError ? error : errorOfExchange(action, exchange, error, clock.now);
    }
  }

  async function retrying<Result>(call: Call<Result>): Promise<Result> {
    for (let count = 1; ; count += 1) {
      try {
        return await attempt(call);
      } catch (error) {
        if (!(error instanceof CohereError) || !error.retryable) throw error;
        const asked = error.retryAfterMs;
        const growing = Math.min(longestDelayMs, firstDelayMs * 2 ** (count - 1));
        const wait = asked === undefined ? growing * (0.5 + random() / 2) : asked + random() * firstDelayMs;
        if (error.code === "rate-limited") budget.pause(wait);
        if (count >= attempts || (asked ?? 0) > longestDelayMs) throw error;
        await clock.sleep(wait, call.signal);
      }
    }
  }

  return (call) =>
    abortable(
      limit(async () => {
        call.signal?.throwIfAborted();
        return retrying(call);
      }),
      call.signal,
    );
}
