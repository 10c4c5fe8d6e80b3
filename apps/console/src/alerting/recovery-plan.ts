import type { WorkflowInput } from "@tributary/validation";

type Failure = Pick<WorkflowInput<"error.recovery">, "problem" | "attempt">;

/** What is done about a sync that failed. */
export type RecoveryPlan =
  | { readonly kind: "retry"; readonly delayMs: number; readonly batchSize?: number }
  /** Nothing helps until a person acts. */
  | { readonly kind: "needs-attention" }
  | { readonly kind: "give-up" };

/** Syncs that are to mend one that failed, at the most. */
export const RECOVERY_ATTEMPTS = 5;

const FIRST_DELAY_MS = 20_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/** Longest a provider is waited for: none means more. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** References in a batch after a rate limit, and after a timeout. */
const BATCH_AFTER_RATE_LIMIT = 10;
const BATCH_AFTER_TIMEOUT = 25;

/** Codes of what does not pass by itself: credentials, permissions, configurations, accounts. */
const needsPerson = new Set([
  ...["unauthorized", "forbidden", "not-found", "invalid-config", "corrupt"],
  ...["embedder-unauthorized", "quota-exceeded", "model-not-found", "invalid-options", "refused", "newer-schema"],
]);

/** What to do about a sync that failed, by the code of its problem and the attempts that were made to mend it. */
export function planRecovery({ problem, attempt }: Failure): RecoveryPlan {
  const { code, retryAfterMs } = problem;
  if (needsPerson.has(code)) return { kind: "needs-attention" };
  if (attempt >= RECOVERY_ATTEMPTS) return { kind: "give-up" };
  const backoffMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  if (code === "rate-limited") {
    const delayMs = Math.min(LONGEST_WAIT_MS, retryAfterMs ?? backoffMs);
    return { kind: "retry", delayMs, batchSize: BATCH_AFTER_RATE_LIMIT };
  }
  if (code === "timeout") return { kind: "retry", delayMs: backoffMs, batchSize: BATCH_AFTER_TIMEOUT };
  return { kind: "retry", delayMs: backoffMs };
}
