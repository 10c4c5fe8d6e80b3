import { readingAt, type SourceBudget } from "@tributary/source";

/** Which methods Slack has said to wait for. Shared by the sources of one token. */
export interface SlackBudget extends SourceBudget {
  /**
   * Takes note of a rate limit: limits are per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits). Times are
   * milliseconds since the epoch.
   */
  limited(method: string, until: number, now: number): void;
  /** Milliseconds until a method may be called again; 0 when it may be now. */
  waitFor(method: string, now: number): number;
}

/** Makes one. It knows nothing until Slack answers 429: unlike others, Slack does not say how much is left before. */
export function createSlackBudget(): SlackBudget {
  const blocked = new Map<string, { readonly until: number; readonly seenAt: number }>();
  return {
    limited(method, until, now) {
      // A wait that is known already is not the provider's word again.
      if (until > (blocked.get(method)?.until ?? 0)) blocked.set(method, { until, seenAt: now });
    },
    waitFor: (method, now) => Math.max(0, (blocked.get(method)?.until ?? 0) - now),
    read: (now) =>
      [...blocked].map(([name, { until, seenAt }]) => {
        const refusal = { name, limit: null, remaining: 0, resetsAt: until, waitingUntil: until, seenAt };
        return readingAt(refusal, now);
      }),
  };
}
