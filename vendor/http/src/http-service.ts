import type { Exchange } from "./exchange.ts";
import type { RateBudget } from "./rate-budget.ts";
import type { CommonErrorCode, ServiceError, ServiceErrorDetails } from "./service-error.ts";

/** What is particular to one service. */
export interface HttpService<Code extends string> {
  /** As messages call it. */
  readonly name: string;
  /** Codes of statuses; others are `unavailable` from 500 on and `invalid-request` below. */
  readonly codesByStatus: ReadonlyMap<number, Code>;
  createError(code: Code | CommonErrorCode, message: string, details?: ServiceErrorDetails): ServiceError;
  /** Why an answer was no success, from its text and status; the code where its words say more than its status. */
  readProblem(text: string, status: number): { readonly reason: string; readonly code?: Code | undefined };
  /** How long an answer that was no success asks to wait; Retry-After unless given. */
  readRetryAfter?(exchange: Exchange, now: () => number): number | undefined;
  /** Told the headers of every answer, to set the budget by. */
  learnLimits?(headers: Headers, budget: RateBudget): void;
}
