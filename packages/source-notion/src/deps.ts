import type { SourceDeps } from "@tributary/source";
import type { NotionBudget } from "./api/budget.ts";
import type { NotionCredentials } from "./credentials.ts";

/** What the source may be given beside what every host gives. */
export interface NotionSourceDeps extends SourceDeps<NotionCredentials> {
  /** Shared by the sources of one token; without it every request is tried. */
  readonly budget?: NotionBudget;
  /** Changes on one page of a pull, some more at most; 300 when absent. */
  readonly pageSize?: number;
  /** How long one request may take, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number;
  /** How old the last complete listing may be before an incremental pull becomes one, in milliseconds; a day when absent. */
  readonly censusEveryMs?: number;
  /**
   * How long one call may wait for Notion's rate limit before it gives up with `rate-limited`, in milliseconds; five
   * minutes when absent. A batch of 50 pages takes more requests than Notion allows at once.
   */
  readonly patienceMs?: number;
  /** Waits so many milliseconds, or until the signal aborts; a timer when absent. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}
