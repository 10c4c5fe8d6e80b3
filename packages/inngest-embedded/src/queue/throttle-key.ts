import type { QueueItem } from "../store/queue.ts";

/** The throttle a call has to pass, if any: only the first call of a run does, neither its retries nor its steps. */
export function throttleKeyOf({ kind, attempt, throttleKey }: QueueItem): string | null {
  return kind === "start" && attempt === 0 ? throttleKey : null;
}
