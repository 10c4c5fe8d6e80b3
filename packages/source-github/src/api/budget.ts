import { type BudgetReading, readingAt, type SourceBudget, SourceError } from "@tributary/source";
import { type AnswerHeaders, resetOf } from "./rate-limit.ts";

/**
 * Most requests under way at once: a tenth of the 100 GitHub allows for REST and GraphQL together
 * (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), as other programs may use the same account.
 */
const DEFAULT_CONCURRENCY = 10;
const CONCURRENCY_LIMIT = 100;

/** What several sources that use the same token or installation share. */
export interface GitHubBudget extends SourceBudget {
  /**
   * Waits for a free place; the function returned gives it back. Throws SourceError `rate-limited` while GitHub is known
   * to refuse, and the signal's reason on abort.
   */
  enter(now: number, signal?: AbortSignal): Promise<() => void>;
  /** Learns from the headers of an answer. */
  note(headers: AnswerHeaders, now: number): void;
  /** Keeps everybody out for a while, in milliseconds. */
  pause(milliseconds: number, now: number): void;
  /** Requests left in the current window by GitHub's last word, by resource (`core`, `graphql`); empty at first. */
  readonly remaining: ReadonlyMap<string, number>;
}

/**
 * Makes a budget to share between sources of one installation or token. A source without one keeps to the concurrency
 * of its own and remembers no limits: the host waits.
 */
export function createGitHubBudget(options: { readonly concurrency?: number } = {}): GitHubBudget {
  return makeBudget(options.concurrency ?? DEFAULT_CONCURRENCY, true);
}

/** The budget of one source that shares none: it bounds concurrency only. */
export function createOwnBudget(): GitHubBudget {
  return makeBudget(DEFAULT_CONCURRENCY, false);
}

function makeBudget(concurrency: number, remembers: boolean): GitHubBudget {
  const places = Math.min(Math.max(1, concurrency), CONCURRENCY_LIMIT);
  const waiting: (() => void)[] = [];
  const remaining = new Map<string, number>();
  const said = new Map<string, Omit<BudgetReading, "waitingUntil">>();
  let taken = 0;
  let closedUntil = 0;
  let closedAt = 0;

  function close(until: number, now: number): void {
    if (!remembers || until <= closedUntil) return;
    closedUntil = until;
    closedAt = now;
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  }

  async function place(signal: AbortSignal | undefined): Promise<void> {
    if (taken < places) {
      taken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const stop = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", stop, { once: true });
      waiting.push(enter);
    });
  }

  return {
    remaining,
    async enter(now, signal) {
      signal?.throwIfAborted();
      if (closedUntil > now) {
        const retryAfterMs = closedUntil - now;
        throw new SourceError("rate-limited", `GitHub's limit lasts ${Math.ceil(retryAfterMs / 1_000)} more seconds.`, {
          retryAfterMs,
        });
      }
      await place(signal);
      return leave;
    },
    note(headers, now) {
      const left = Number(headers["x-ratelimit-remaining"] ?? Number.NaN);
      if (Number.isNaN(left)) return;
      const name = String(headers["x-ratelimit-resource"] ?? "core");
      remaining.set(name, left);
      const reset = resetOf(headers, now);
      const limit = Number(headers["x-ratelimit-limit"] ?? Number.NaN);
      said.set(name, {
        name,
        limit: Number.isNaN(limit) ? null : limit,
        remaining: left,
        resetsAt: reset === null ? null : now + reset,
        seenAt: now,
      });
      // With one window used up the other may still have room, but going on while limited may get an integration banned.
      if (left === 0 && reset !== null && reset > 0) close(now + reset, now);
    },
    pause(milliseconds, now) {
      close(now + milliseconds, now);
    },
    read(now) {
      const known = [...said.values()];
      // A secondary limit may come before any word on the primary one.
      if (known.length === 0 && closedUntil > 0) {
        known.push({ name: "core", limit: null, remaining: null, resetsAt: null, seenAt: closedAt });
      }
      return known.map((reading) => readingAt({ ...reading, waitingUntil: closedUntil }, now));
    },
  };
}
