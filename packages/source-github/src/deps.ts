import type { SourceDeps } from "@tributary/source";
import type { GitHubBudget } from "./api/budget.ts";
import type { GitHubCredentials } from "./credentials.ts";

/** What the source may be given beside what every host gives. */
export interface GitHubSourceDeps extends SourceDeps<GitHubCredentials> {
  /** Shared by the sources of one token or installation; without it a source counts its own requests only. */
  readonly budget?: GitHubBudget;
  /** Files on one page of a pull; 2,500 when absent. Conversations come 100 a kind and page at most. */
  readonly pageSize?: number;
  /** How long one request may take, in milliseconds; 60,000 when absent. */
  readonly timeoutMs?: number;
}
