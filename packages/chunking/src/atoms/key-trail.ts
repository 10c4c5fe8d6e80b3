import type { AtomTable } from "./atom-table.ts";
import { titleOf } from "./markdown-line.ts";

/** Names the atoms of data by the keys they stand under. */
interface KeyTrail {
  /** The atom stands under a key of this level from here on. */
  open(atom: number, level: number, name: string): void;
  /** The atom stands under no key of this level or a deeper one. */
  close(atom: number, level: number): void;
}

/** Makes a trail that adds headings to a table; it leaves out the ones that would end nothing. */
export function createKeyTrail(table: AtomTable): KeyTrail {
  // No key deeper than this is open.
  let deepest = 0;
  return {
    open(atom, level, name) {
      table.headings.push({ atom, level, title: titleOf(name) });
      deepest = level;
    },
    close(atom, level) {
      if (deepest < level) return;
      table.headings.push({ atom, level, title: "", ends: true });
      deepest = level - 1;
    },
  };
}
