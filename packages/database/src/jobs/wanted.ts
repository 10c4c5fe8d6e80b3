import { type ChangeHint, HINTS_MAX, type SyncMode } from "@tributary/validation";

/** What an active job is to do, and what the one that follows it is. */
export interface Wanted {
  readonly mode: SyncMode;
  /** What alone is read; null for everything that changed. No references mean documents that were asked for again. */
  readonly changes: ChangeHint | null;
  /** What is asked of the next job besides `nextChanges`; null for nothing. */
  readonly nextMode: SyncMode | null;
  readonly nextChanges: ChangeHint | null;
}

/** What somebody asks for. */
export interface Asked {
  readonly mode: SyncMode;
  readonly changes?: ChangeHint | undefined;
}

/**
 * Adds what somebody asks for to an active job: to what it does itself as long as it is queued, to what the next one does
 * once it runs. What is named stays beside a request for everything, as a list may not show it.
 */
export function withAsked(wanted: Wanted, asked: Asked, isQueued: boolean): Wanted {
  const { mode, changes, nextMode, nextChanges } = wanted;
  if (asked.changes === undefined || asked.mode === "full") {
    if (!isQueued) return { ...wanted, nextMode: wider(nextMode, asked.mode) };
    return { mode: wider(mode, asked.mode), changes: null, nextMode, nextChanges: named(changes, nextChanges) };
  }
  if (!isQueued) {
    const next = together(nextChanges, asked.changes);
    // Too much to be named is everything.
    return { ...wanted, nextChanges: next, nextMode: next === null ? wider(nextMode, "incremental") : nextMode };
  }
  if (changes !== null) return { ...wanted, changes: together(changes, asked.changes) };
  return { ...wanted, nextChanges: named(nextChanges, asked.changes) };
}

/** What the job that follows does; null when there is none. After a failure that includes what failed, which it stands for. */
export function wantedNext(wanted: Wanted, failed: boolean): Wanted | null {
  const { mode, changes, nextMode, nextChanges } = wanted;
  if (nextMode === null && nextChanges === null) return null;
  const names = failed ? together(changes, nextChanges) : nextChanges;
  const everything =
    failed && changes === null ? wider(nextMode, mode) : names === null ? (nextMode ?? "incremental") : nextMode;
  if (everything === null) return { mode: "incremental", changes: names, nextMode: null, nextChanges: null };
  return { mode: everything, changes: null, nextMode: null, nextChanges: named(names) };
}

function wider(one: SyncMode | null, other: SyncMode): SyncMode {
  return one === "full" ? one : other;
}

/** All that is named; null when that is more than can be. */
function together(...hints: readonly (ChangeHint | null)[]): ChangeHint | null {
  const references = [...new Set(hints.flatMap((hint) => hint?.references ?? []))];
  return references.length > HINTS_MAX ? null : { references };
}

/** All that is named, beside a job that takes up what was asked for again anyway; null when that is nothing. */
function named(...hints: readonly (ChangeHint | null)[]): ChangeHint | null {
  const all = together(...hints);
  return all?.references.length === 0 ? null : all;
}
