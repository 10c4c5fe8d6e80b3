import { equalityValue, valueAt } from "../cel/bindings.ts";
import { compileExpression } from "../cel/expression.ts";
import type { PauseRow } from "../store/pauses.ts";

/** The waits for events, in memory, so that an event looks at few of them. */
export interface PauseIndex {
  add(pause: PauseRow, now: number): void;
  remove(pauseId: number): void;
  /** True when something waits for events of this name. */
  waitsFor(name: string): boolean;
  /** The waits an event of this name and content may end; their expressions are still to be evaluated. */
  candidates(name: string, event: unknown): PauseRow[];
}

interface NameEntry {
  /** Waits by the path their expression compares, then by the value. */
  readonly byPath: Map<string, Map<string, Set<PauseRow>>>;
  readonly others: Set<PauseRow>;
}

interface Place {
  readonly name: string;
  readonly pause: PauseRow;
  readonly path: string | undefined;
  readonly value: string | undefined;
}

/** Makes an empty index. */
export function createPauseIndex(): PauseIndex {
  const names = new Map<string, NameEntry>();
  const places = new Map<number, Place>();

  function lookupOf(pause: PauseRow, now: number): { path: string; value: string } | undefined {
    if (pause.expression === null) return undefined;
    const bound: unknown = JSON.parse(pause.bindings ?? "null");
    return compileExpression(pause.expression).lookup(bound, now);
  }

  return {
    add(pause, now) {
      const name = pause.eventName;
      if (name === null) return;
      const entry = names.get(name) ?? { byPath: new Map(), others: new Set() };
      names.set(name, entry);
      const key = lookupOf(pause, now);
      places.set(pause.pauseId, { name, pause, path: key?.path, value: key?.value });
      if (!key) {
        entry.others.add(pause);
        return;
      }
      const values = entry.byPath.get(key.path) ?? new Map<string, Set<PauseRow>>();
      entry.byPath.set(key.path, values);
      values.set(key.value, (values.get(key.value) ?? new Set()).add(pause));
    },
    remove(pauseId) {
      const place = places.get(pauseId);
      if (!place) return;
      places.delete(pauseId);
      const entry = names.get(place.name);
      if (!entry) return;
      entry.others.delete(place.pause);
      if (place.path !== undefined && place.value !== undefined) {
        const values = entry.byPath.get(place.path);
        const pauses = values?.get(place.value);
        pauses?.delete(place.pause);
        if (pauses?.size === 0) values?.delete(place.value);
        if (values?.size === 0) entry.byPath.delete(place.path);
      }
      if (entry.others.size === 0 && entry.byPath.size === 0) names.delete(place.name);
    },
    waitsFor: (name) => names.has(name),
    candidates(name, event) {
      const entry = names.get(name);
      if (!entry) return [];
      const found = [...entry.others];
      for (const [path, values] of entry.byPath) {
        const value = equalityValue(valueAt(event, JSON.parse(path) as (string | number)[]));
        if (value !== undefined) found.push(...(values.get(value) ?? []));
      }
      return found.sort((left, right) => left.pauseId - right.pauseId);
    },
  };
}
