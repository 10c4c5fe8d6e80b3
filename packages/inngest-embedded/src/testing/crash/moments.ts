import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lifeFiles } from "./life.ts";

/** A life's files at one moment, as a process killed then leaves them. */
export interface Moment {
  readonly what: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Collects the moments of a life at which its files differ from those of the moment before. */
export interface MomentCollector {
  readonly moments: readonly Moment[];
  take(what: string): void;
}

/** Makes a collector for the life in `folder`. */
export function createMomentCollector(folder: string): MomentCollector {
  const moments: Moment[] = [];
  return {
    moments,
    take(what) {
      const files = new Map<string, Buffer>();
      for (const name of Object.values(lifeFiles)) {
        const path = join(folder, name);
        if (existsSync(path)) files.set(name, readFileSync(path));
      }
      const before = moments.at(-1);
      const isSame =
        before?.files.size === files.size &&
        [...files].every(([name, content]) => before.files.get(name)?.equals(content) === true);
      if (!isSame) moments.push({ what, files });
    },
  };
}

/** Puts a moment's files into an empty folder. */
export function restoreMoment(moment: Moment, folder: string): void {
  for (const [name, content] of moment.files) writeFileSync(join(folder, name), content);
}

/**
 * The moment after a commit with the commit's last writes to the log torn: of the bytes it changed only the first
 * `share` (from 0 to below 1) arrived. Undefined when it changed more than the log.
 */
export function tearCommit(before: Moment, after: Moment, share: number): Moment | undefined {
  const old = before.files.get(lifeFiles.wal) ?? Buffer.alloc(0);
  const full = after.files.get(lifeFiles.wal);
  const isOnlyLog = before.files.get(lifeFiles.engine)?.equals(after.files.get(lifeFiles.engine) ?? Buffer.alloc(0));
  if (!full || !isOnlyLog) return undefined;
  let first = 0;
  while (first < full.length && full[first] === old[first]) first += 1;
  let end = full.length;
  if (old.length >= full.length) while (end > first && full[end - 1] === old[end - 1]) end -= 1;
  if (end - first < 2) return undefined;
  const cut = first + Math.floor((end - 1 - first) * share);
  const torn = Buffer.concat([full.subarray(0, cut), old.subarray(cut)]);
  return { what: `torn ${after.what}`, files: new Map(after.files).set(lifeFiles.wal, torn) };
}
