import { createHeap, type Heap } from "./heap.ts";

/** Calls of the same key that run now, and who waits for one of them to end. */
export interface Counter {
  readonly key: string;
  running: number;
  /** Lanes that refer to this counter; it lives as long as one does. */
  lanes: number;
  readonly parked: Heap<ParkedLane>;
}

/** A lane put aside because of a full counter, with the score of its first item then. */
export interface ParkedLane {
  readonly score: number;
  readonly lane: Parkable;
}

/** The part of a lane a counter knows. */
export interface Parkable {
  parkedOn: Counter | undefined;
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
    return { key, running: 0, lanes: 0, parked: createHeap((left, right) => left.score - right.score) };
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
