import type { SourceDeps } from "@tributary/source";
import type { SlackBudget } from "./api/budget.ts";
import type { SlackCredentials } from "./credentials.ts";

/** What the source may be given beside what every host gives. */
export interface SlackSourceDeps extends SourceDeps<SlackCredentials> {
  /** Shared by the sources of one token; without it every request is tried. */
  readonly budget?: SlackBudget;
  /** Requests for messages after which a page of a pull is full; 10 when absent, 2 in the limited tier; fewer when they would bring over 2,000. */
  readonly pageRequests?: number;
  /** Most messages asked for at once; 200 when absent. Slack allows 999, and 15 in the limited tier. */
  readonly messagesPerRequest?: number;
  /** How long one request may take, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number;
  /** How old the last complete listing may be before an incremental pull becomes one, in milliseconds; a day when absent. */
  readonly censusEveryMs?: number;
  /** How far an incremental pull looks back for edits, deletions and replies, in milliseconds; two days when absent. */
  readonly lookBackMs?: number;
  /**
   * How long a call may wait for Slack's rate limit before it gives up with `rate-limited`, in milliseconds; 0 when
   * absent, 15 minutes in the limited tier, where a thread of 40 replies takes three minutes to read.
   */
  readonly patienceMs?: number;
  /** Waits so many milliseconds, or until the signal aborts; a timer when absent. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}
