import { createHeap, type Heap } from "./heap.ts";

/** Calls of the same key that run now, and who waits for one of them to end. */
export interface Counter {
  readonly key: string;
  running: number;
  /** Lanes that refer to this counter; it lives as long as one does. */
  lanes: number;
  /** Who waits, by the limit this counter has to be under for them. */
  readonly parked: Map<number, Heap<ParkedLane>>;
}

/** Where a call stands in line: by score, and by its queue item's age where that is equal. */
export interface Place {
  readonly score: number;
  readonly itemId: number;
}

/** A lane put aside because of a full counter, with the place of its first item. */
export interface ParkedLane extends Place {
  readonly lane: Parkable;
}

/** The order of two places. */
export const byPlace = (left: Place, right: Place): number => left.score - right.score || left.itemId - right.itemId;

/** The part of a lane a counter knows. */
export interface Parkable {
  parkedOn: Gate | undefined;
}

/** One limit a call has to pass. */
export interface Gate {
  readonly counter: Counter;
  readonly limit: number;
}

/** The counters by key; one that nobody uses is dropped. */
export interface Counters {
  /** The counter of a key, for one more lane. */
  join(key: string): Counter;
  /** Takes a lane off its counter. */
  leave(counter: Counter): void;
  /** Drops the counter when nothing uses it. */
  tidy(counter: Counter): void;
}

/** Makes an empty set of counters. */
export function createCounters(): Counters {
  const counters = new Map<string, Counter>();

  function tidy(counter: Counter): void {
    if (counter.running === 0 && counter.lanes === 0) counters.delete(counter.key);
  }

  function create(key: string): Counter {
    return { key, running: 0, lanes: 0, parked: new Map() };
  }

  return {
    join(key) {
      const counter = counters.get(key) ?? create(key);
      counters.set(key, counter);
      counter.lanes += 1;
      return counter;
    },
    leave(counter) {
      counter.lanes -= 1;
      tidy(counter);
    },
    tidy,
  };
}

/** The first gate that lets no more through. */
export function fullGate(gates: readonly Gate[]): Gate | undefined {
  return gates.find((gate) => gate.counter.running >= gate.limit);
}

/** Puts a lane aside until its gate's counter is under the limit. */
export function parkAt({ counter, limit }: Gate, parked: ParkedLane): void {
  const line = counter.parked.get(limit) ?? createHeap<ParkedLane>(byPlace);
  counter.parked.set(limit, line);
  line.push(parked);
}

/** Takes the first of those that wait for the counter and whose limit it is under. */
export function takeParked(counter: Counter): ParkedLane | undefined {
  let first: Heap<ParkedLane> | undefined;
  for (const [limit, line] of counter.parked) {
    const candidate = limit > counter.running ? line.peek() : undefined;
    const best = first?.peek();
    if (candidate && (!best || byPlace(candidate, best) < 0)) first = line;
  }
  return first?.pop();
}
