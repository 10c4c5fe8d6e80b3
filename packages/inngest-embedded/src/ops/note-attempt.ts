import type { Kernel, SerializedError, Transaction } from "../kernel.ts";

/** Longest message and stack of a failed attempt that are kept, in characters each. */
const textMaxLength = 10_000;

/** Keeps why an attempt failed, for people: of a step, or with an empty id of a call of the function itself. */
export function noteAttempt(
  { store }: Pick<Kernel, "store">,
  { now }: Pick<Transaction, "now">,
  failure: {
    readonly runId: string;
    readonly stepId: string;
    readonly attempt: number;
    readonly error: SerializedError;
  },
): void {
  const { runId, stepId, attempt, error } = failure;
  const known = stepId === "" ? undefined : store.steps.get(runId, stepId);
  // Reported again after it was recorded.
  if (known?.status === "completed" || known?.status === "failed") return;
  const { name, message, stack } = error;
  const kept = {
    name: name.slice(0, textMaxLength),
    message: message.slice(0, textMaxLength),
    ...(stack === undefined ? {} : { stack: stack.slice(0, textMaxLength) }),
  };
  store.failedAttempts.note({ runId, stepId, attempt, at: now, error: JSON.stringify(kept) });
}
