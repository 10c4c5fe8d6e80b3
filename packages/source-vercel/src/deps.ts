import type { SourceDeps } from "@tributary/source";
import type { VercelBudget } from "./api/budget.ts";
import type { VercelCredentials } from "./credentials.ts";

/** What the source may be given beside what every host gives. */
export interface VercelSourceDeps extends SourceDeps<VercelCredentials> {
  /** Shared by the sources of one token; without it every request is tried. */
  readonly budget?: VercelBudget;
  /** Changes on one page of a pull, some more at most; 250 when absent. */
  readonly pageSize?: number;
  /** How long one request may take, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number;
  /** How old the last complete listing may be before an incremental pull becomes one, in milliseconds; a day when absent. */
  readonly censusEveryMs?: number;
}
