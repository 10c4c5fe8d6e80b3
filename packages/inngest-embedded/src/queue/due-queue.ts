import type { QueueItem } from "../store/queue.ts";
import { createHeap } from "./heap.ts";
import { createLanes, type LaneRules, type TakenCall } from "./lanes.ts";

/** What is queued, in memory: timers by their instant, due calls by score. Built from the file at the start. */
export interface DueQueue {
  add(item: QueueItem): void;
  remove(itemId: number): void;
  /** Moves due calls to the lanes and answers up to `most` due timers, which leave the queue. */
  takeTimers(now: number, most: number): QueueItem[];
  /** Takes a call that may run now. */
  takeCall(now: number): TakenCall | undefined;
  /** Gives back the places of a call that has ended. */
  release(call: TakenCall): void;
  /** Puts a call back that was taken but never made. */
  putBack(call: TakenCall): void;
  nextAt(): number | undefined;
  hasDueCalls(): boolean;
  held(): number;
  rebuild(): void;
}

const byInstant = (left: QueueItem, right: QueueItem): number => left.at - right.at || left.itemId - right.itemId;

function isCall(item: QueueItem): boolean {
  return item.kind === "start" || item.kind === "discover" || item.kind === "step" || item.kind === "gateway";
}

/** A call that goes through the function body from its start: of these a run has one at a time. */
function isReplay(item: QueueItem): boolean {
  return item.kind === "start" || item.kind === "discover";
}

/** Makes an empty queue. */
export function createDueQueue(rules: LaneRules): DueQueue {
  const items = new Map<number, QueueItem>();
  const isQueued = (item: QueueItem): boolean => items.get(item.itemId) === item;
  const timers = createHeap(byInstant);
  const lanes = createLanes(rules, isQueued);
  /** Runs whose function body is being replayed now, with the replays that have to come after: never two at once. */
  const replaying = new Map<string, QueueItem[]>();

  function peekTimer(): QueueItem | undefined {
    for (let item = timers.peek(); item; item = timers.peek()) {
      if (isQueued(item)) return item;
      timers.pop();
    }
    return undefined;
  }

  function release(call: TakenCall): void {
    lanes.release(call);
    if (!isReplay(call.item)) return;
    const later = replaying.get(call.item.runId) ?? [];
    replaying.delete(call.item.runId);
    for (const item of later) if (isQueued(item)) lanes.add(item);
  }

  return {
    add(item) {
      items.set(item.itemId, item);
      timers.push(item);
    },
    remove: (itemId) => void items.delete(itemId),
    takeTimers(now, most) {
      const due: QueueItem[] = [];
      for (let item = peekTimer(); item && item.at <= now && due.length < most; item = peekTimer()) {
        timers.pop();
        if (isCall(item)) lanes.add(item);
        else {
          items.delete(item.itemId);
          due.push(item);
        }
      }
      return due;
    },
    takeCall(now) {
      for (let call = lanes.take(now); call; call = lanes.take(now)) {
        const { item } = call;
        const later = isReplay(item) ? replaying.get(item.runId) : undefined;
        if (later) {
          later.push(item);
          lanes.release(call);
          continue;
        }
        if (isReplay(item)) replaying.set(item.runId, []);
        items.delete(item.itemId);
        return call;
      }
      return undefined;
    },
    release,
    putBack(call) {
      items.set(call.item.itemId, call.item);
      timers.push(call.item);
      release(call);
    },
    nextAt() {
      const instants = [peekTimer()?.at, lanes.nextOpening()].filter((at) => at !== undefined);
      return instants.length > 0 ? Math.min(...instants) : undefined;
    },
    hasDueCalls: () => lanes.hasDue(),
    held: () => lanes.held(),
    rebuild: () => lanes.rebuild(),
  };
}
