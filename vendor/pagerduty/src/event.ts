import { hash } from "node:crypto";

/** Something is wrong. */
export interface PagerDutyTrigger {
  /** Names the alert: the same key again adds to it. Longer ones are shortened to a hash. */
  readonly dedupKey: string;
  readonly summary: string;
  readonly severity: "critical" | "error" | "warning" | "info";
  /** What has the problem, as unique as a host name. */
  readonly source: string;
  readonly component?: string;
  readonly class?: string;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly happenedAt?: Date;
  /** Where to look. */
  readonly link?: { readonly href: string; readonly text: string };
}

/** Most characters PagerDuty takes (https://developer.pagerduty.com/docs/send-alert-event). */
export const EVENT_LIMITS = { summary: 1_024, dedupKey: 255 } as const;

/** The key, or a hash of one that is longer than PagerDuty takes. */
export function dedupKeyOf(key: string): string {
  return key.length <= EVENT_LIMITS.dedupKey ? key : hash("sha256", key);
}

/** The text, or as much of it as fits, with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
