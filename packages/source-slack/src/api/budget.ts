/** Which methods Slack has said to wait for. Shared by the sources of one token. */
export interface SlackBudget {
  /** Takes note of a rate limit: limits are per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits). */
  limited(method: string, until: number): void;
  /** Milliseconds until a method may be called again; 0 when it may be now. */
  waitFor(method: string, now: number): number;
}

/** Makes one. It knows nothing until Slack answers 429: unlike others, Slack does not say how much is left before. */
export function createSlackBudget(): SlackBudget {
  const blocked = new Map<string, number>();
  return {
    limited(method, until) {
      blocked.set(method, Math.max(until, blocked.get(method) ?? 0));
    },
    waitFor: (method, now) => Math.max(0, (blocked.get(method) ?? 0) - now),
  };
}
