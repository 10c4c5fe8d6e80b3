import { budgetKey, type Caller } from "../auth/caller.ts";
import type { FakeClock } from "../state/clock.ts";
import { GitHubError } from "./answer.ts";
import type { FakeLimits } from "./limits.ts";

/** The two budgets a request may count against. */
export type RateResource = "core" | "graphql";

/** One caller's budget of one kind. */
export interface RateState {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since the epoch. */
  readonly reset: number;
  readonly resource: RateResource;
}

/** Counts requests as GitHub does: an hourly budget, points a minute, requests at the same time. */
export interface RateLimits {
  state(caller: Caller, resource: RateResource): RateState;
  /** Takes from the hourly budget; throws 403 once it is empty. */
  spend(caller: Caller, resource: RateResource, points: number): void;
  /** Takes from the minute's points and counts the request as open; throws 403 when that is too much. */
  enter(caller: Caller, resource: RateResource, write: boolean): () => void;
  /** Leaves a caller's hourly budget with this many, as if the rest had been used. */
  leave(key: string, resource: RateResource, remaining: number): void;
  /** The largest number of requests that were open at the same time. */
  mostConcurrent(): number;
}

const hour = 3_600_000;
const minute = 60_000;

/** Makes the counters. */
export function createRateLimits(limits: FakeLimits, clock: FakeClock): RateLimits {
  const budgets = new Map<string, { used: number; endsAt: number }>();
  const minutes = new Map<string, { points: number; endsAt: number }>();
  const open = new Map<string, number>();
  let most = 0;

  const budget = (key: string) => {
    const known = budgets.get(key);
    if (known !== undefined && known.endsAt > clock.now()) return known;
    const fresh = { used: 0, endsAt: clock.now() + hour };
    budgets.set(key, fresh);
    return fresh;
  };
  const limitOf = (key: string, resource: RateResource) =>
    resource === "graphql" ? limits.graphql : key === "anonymous" ? limits.anonymous : limits.core;
  const stateOf = (key: string, resource: RateResource): RateState => {
    const { used, endsAt } = budget(`${key} ${resource}`);
    const limit = limitOf(key, resource);
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(endsAt / 1000), resource };
  };

  return {
    state: (caller, resource) => stateOf(budgetKey(caller), resource),
    spend(caller, resource, points) {
      const key = budgetKey(caller);
      const { remaining } = stateOf(key, resource);
      if (remaining < Math.max(1, points)) throw exceeded(caller);
      budget(`${key} ${resource}`).used += points;
    },
    enter(caller, resource, write) {
      const key = budgetKey(caller);
      const known = minutes.get(`${key} ${resource}`);
      const current =
        known !== undefined && known.endsAt > clock.now() ? known : { points: 0, endsAt: clock.now() + minute };
      minutes.set(`${key} ${resource}`, current);
      current.points += write ? 5 : 1;
      const allowed = resource === "core" ? limits.restPointsPerMinute : limits.graphqlPointsPerMinute;
      if (current.points > allowed) throw secondaryLimit(Math.ceil((current.endsAt - clock.now()) / 1000));
      const now = (open.get(key) ?? 0) + 1;
      if (now > limits.concurrent) throw secondaryLimit(60);
      open.set(key, now);
      most = Math.max(most, now);
      return () => open.set(key, (open.get(key) ?? 1) - 1);
    },
    leave(key, resource, remaining) {
      budget(`${key} ${resource}`).used = limitOf(key, resource) - remaining;
    },
    mostConcurrent: () => most,
  };
}

/** The headers that tell a budget. */
export function rateHeaders(state: RateState): Record<string, string> {
  return {
    "x-ratelimit-limit": String(state.limit),
    "x-ratelimit-remaining": String(state.remaining),
    "x-ratelimit-used": String(state.used),
    "x-ratelimit-reset": String(state.reset),
    "x-ratelimit-resource": state.resource,
  };
}

function exceeded(caller: Caller): GitHubError {
  const documentation_url = "https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting";
  if (caller.type === "anonymous") {
    return new GitHubError(
      403,
      "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)",
      { details: { documentation_url } },
    );
  }
  const who = caller.type === "app" ? `app ID ${caller.app.id}` : `user ID ${caller.token.user.id}`;
  const installation = caller.type === "token" ? caller.token.installation : null;
  const name = installation === null ? who : `installation ID ${installation.id}`;
  return new GitHubError(403, `API rate limit exceeded for ${name}.`, { details: { documentation_url } });
}

/** The answer of a secondary limit, with or without the time to wait (seconds). */
export function secondaryLimit(retryAfter?: number, status: 403 | 429 = 403): GitHubError {
  const documentation_url =
    "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";
  return new GitHubError(
    status,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID FAKE.",
    {
      details: { documentation_url },
      ...(retryAfter !== undefined && { headers: { "retry-after": String(Math.max(1, retryAfter)) } }),
    },
  );
}
