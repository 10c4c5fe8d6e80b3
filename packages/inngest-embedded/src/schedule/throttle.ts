import type { Transaction } from "../kernel.ts";
import { throttleKeyOf } from "../queue/throttle-key.ts";
import type { RateEntry } from "../registry/config.ts";
import type { FlowStore } from "../store/flow.ts";
import type { QueueItem } from "../store/queue.ts";
import { admit } from "./rate-limit.ts";

/** Spreads the starts of a function over time; a start that comes too early waits, none is dropped. */
export interface Throttle {
  /** Admits a start at `now` and counts it, or answers when to ask again. Retries and other calls always pass. */
  admit(item: QueueItem, now: number): number | undefined;
  /** Keeps what was counted since the last time; called inside the transaction that leases the admitted. */
  save(transaction: Transaction): void;
}

/** Makes a throttle whose state survives a restart. `ruleOf` gives a function's present rule. */
export function createThrottle(store: FlowStore, ruleOf: (slug: string) => RateEntry | undefined): Throttle {
  const unsaved = new Map<string, number>();
  return {
    admit(item, now) {
      const key = throttleKeyOf(item);
      const rule = key === null ? undefined : ruleOf(item.slug);
      if (!rule || key === null) return undefined;
      const arrival = unsaved.get(key) ?? store.arrival(key);
      const verdict = admit(arrival, rule.periodMs / rule.limit, rule.limit + rule.burst, now);
      if ("retryAt" in verdict) return verdict.retryAt;
      unsaved.set(key, verdict.arrival);
      return undefined;
    },
    save(transaction) {
      for (const [key, arrival] of unsaved) store.setArrival(key, arrival);
      transaction.afterCommit(() => unsaved.clear());
    },
  };
}
