import type { QueueItem } from "../store/queue.ts";
import {
  byPlace,
  type Counter,
  type Counters,
  createCounters,
  fullGate,
  type Gate,
  type Parkable,
  type Place,
  parkAt,
  takeParked,
} from "./gates.ts";
import { createHeap, type Heap } from "./heap.ts";
import { throttleKeyOf } from "./throttle-key.ts";

/** Calls that are due and share the same limits, so that a full limit puts all of them aside at once. */
interface Lane extends Parkable {
  readonly key: string;
  readonly gates: readonly Gate[];
  readonly items: Heap<QueueItem>;
  /** The item by which the lane stands in line or is parked; its older entries there are void. */
  standsBy: number | undefined;
  /** The counter whose free place woke this lane, to be passed on when the lane cannot use it. */
  wokenBy: Counter | undefined;
  /** Put aside until this instant by a throttle, in milliseconds. */
  closedUntil: number;
}

/** What the lanes need to know about functions. */
export interface LaneRules {
  /** The limits an item has to pass: a counter's key and how many it admits. */
  gatesOf(item: QueueItem): readonly { readonly key: string; readonly limit: number }[];
  /** False holds the item back: this process cannot call its function. */
  isLive(slug: string): boolean;
  /** Asks the throttle to admit a start: undefined, or the instant to ask again. */
  admit(item: QueueItem, now: number): number | undefined;
}

/** A call taken from the lanes, holding a place in each of its counters. */
export interface TakenCall {
  readonly item: QueueItem;
  readonly counters: readonly Counter[];
}

/** The calls that are due, in order of score within every limit. */
export interface Lanes {
  add(item: QueueItem): void;
  /** Takes the next call that passes all limits; undefined when none does. */
  take(now: number): TakenCall | undefined;
  release(call: TakenCall): void;
  /** The next instant at which a throttle opens. */
  nextOpening(): number | undefined;
  /** True when some call of a live function is due, whether or not a limit holds it. */
  hasDue(): boolean;
  /** How many due calls belong to functions this process cannot call. */
  held(): number;
  /** Sorts everything anew, after limits or live functions changed. */
  rebuild(): void;
}

/** Makes empty lanes. `isQueued` tells whether an item still exists: removed ones are dropped when met. */
export function createLanes(rules: LaneRules, isQueued: (item: QueueItem) => boolean): Lanes {
  const counters: Counters = createCounters();
  let lanes = new Map<string, Lane>();
  let ready = createHeap<Place & { readonly lane: Lane }>(byPlace);
  let closed = createHeap<{ until: number; lane: Lane }>((left, right) => left.until - right.until);
  let heldItems: QueueItem[] = [];

  function head(lane: Lane): QueueItem | undefined {
    for (let item = lane.items.peek(); item; item = lane.items.peek()) {
      if (isQueued(item)) return item;
      lane.items.pop();
    }
    return undefined;
  }

  function placeOf(lane: Lane, { score, itemId }: QueueItem): Place & { readonly lane: Lane } {
    lane.standsBy = itemId;
    return { score, itemId, lane };
  }

  /** Puts the lane in line, or drops it when it is empty. */
  function offer(lane: Lane): void {
    const item = head(lane);
    if (item) ready.push(placeOf(lane, item));
    else drop(lane);
  }

  function park(lane: Lane, item: QueueItem, gate: Gate): void {
    lane.parkedOn = gate;
    parkAt(gate, placeOf(lane, item));
  }

  function drop(lane: Lane): void {
    lanes.delete(lane.key);
    for (const gate of lane.gates) counters.leave(gate.counter);
  }

  /** Puts the first of the lanes that wait for the counter and pass all their other limits in line. */
  function wakeOne(counter: Counter): void {
    for (let parked = takeParked(counter); parked; parked = takeParked(counter)) {
      const lane = parked.lane as Lane;
      const gate = lane.parkedOn;
      const isVoid = gate?.counter !== counter || lane.standsBy !== parked.itemId || lanes.get(lane.key) !== lane;
      if (!gate || isVoid) continue;
      const item = head(lane);
      const full = fullGate(lane.gates);
      if (!item) drop(lane);
      else if (item.itemId !== parked.itemId) park(lane, item, gate);
      else if (full) park(lane, item, full);
      else {
        lane.parkedOn = undefined;
        lane.wokenBy = counter;
        offer(lane);
        return;
      }
    }
  }

  function passOn(lane: Lane): void {
    const waker = lane.wokenBy;
    lane.wokenBy = undefined;
    if (waker) wakeOne(waker);
  }

  function laneFor(item: QueueItem): Lane {
    const key = [item.slug, item.gateValues, throttleKeyOf(item) ?? ""].join("\n");
    const known = lanes.get(key);
    if (known) return known;
    const gates = rules.gatesOf(item).map((gate) => ({ counter: counters.join(gate.key), limit: gate.limit }));
    // The smaller limit is asked first, as the hosted service does.
    gates.sort((left, right) => left.limit - right.limit);
    const lane: Lane = {
      key,
      gates,
      items: createHeap<QueueItem>(byPlace),
      standsBy: undefined,
      parkedOn: undefined,
      wokenBy: undefined,
      closedUntil: 0,
    };
    lanes.set(key, lane);
    return lane;
  }

  function add(item: QueueItem): void {
    if (!rules.isLive(item.slug)) {
      heldItems.push(item);
      return;
    }
    const lane = laneFor(item);
    const before = head(lane);
    lane.items.push(item);
    if (before !== undefined && byPlace(item, before) > 0) return;
    if (lane.parkedOn) park(lane, item, lane.parkedOn);
    else if (lane.closedUntil === 0) offer(lane);
  }

  function open(now: number): void {
    for (let entry = closed.peek(); entry && entry.until <= now; entry = closed.peek()) {
      closed.pop();
      entry.lane.closedUntil = 0;
      if (lanes.get(entry.lane.key) === entry.lane) offer(entry.lane);
    }
  }

  return {
    add,
    take(now) {
      open(now);
      for (let entry = ready.pop(); entry; entry = ready.pop()) {
        const { lane } = entry;
        const isVoid = lane.parkedOn !== undefined || lane.closedUntil > 0 || lane.standsBy !== entry.itemId;
        if (isVoid || lanes.get(lane.key) !== lane) continue;
        const item = head(lane);
        if (!item) {
          passOn(lane);
          drop(lane);
          continue;
        }
        if (item.itemId !== entry.itemId) {
          offer(lane);
          continue;
        }
        const full = fullGate(lane.gates);
        if (full) {
          park(lane, item, full);
          passOn(lane);
          continue;
        }
        const retryAt = rules.admit(item, now);
        if (retryAt !== undefined) {
          lane.closedUntil = retryAt;
          closed.push({ until: retryAt, lane });
          passOn(lane);
          continue;
        }
        lane.items.pop();
        lane.wokenBy = undefined;
        const held = lane.gates.map((gate) => gate.counter);
        for (const counter of held) counter.running += 1;
        offer(lane);
        return { item, counters: held };
      }
      return undefined;
    },
    release({ counters: held }) {
      for (const counter of held) counter.running -= 1;
      for (const counter of held) {
        wakeOne(counter);
        counters.tidy(counter);
      }
    },
    nextOpening: () => closed.peek()?.until,
    hasDue() {
      for (const lane of lanes.values()) if (head(lane) && lane.closedUntil === 0) return true;
      return false;
    },
    held: () => heldItems.filter(isQueued).length,
    rebuild() {
      const items = [...heldItems, ...[...lanes.values()].flatMap((lane) => lane.items.values())].filter(isQueued);
      for (const lane of lanes.values()) {
        lane.parkedOn = undefined;
        for (const gate of lane.gates) gate.counter.parked.clear();
        drop(lane);
      }
      lanes = new Map();
      heldItems = [];
      ready = createHeap<Place & { readonly lane: Lane }>(byPlace);
      closed = createHeap((left, right) => left.until - right.until);
      for (const item of items) add(item);
    },
  };
}
