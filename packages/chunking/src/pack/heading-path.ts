import type { AtomTable, Heading } from "../atoms/atom-table.ts";

/** Follows the headings of a document from chunk to chunk. */
interface HeadingTrail {
  /** The headings that hold for all the content of the atoms `[first, end)`, outermost first; ranges must come in order. */
  pathOf(first: number, end: number): string[];
  /** The atom of the last heading passed so far, or 0: its section began there. */
  readonly sectionStart: number;
}

/** Makes a trail that stands before the first heading. */
export function createHeadingTrail(table: AtomTable): HeadingTrail {
  const open: Heading[] = [];
  let next = 0;
  let sectionStart = 0;

  const pass = (heading: Heading): void => {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    if (!heading.ends) open.push(heading);
    sectionStart = heading.atom;
    next += 1;
  };

  return {
    get sectionStart() {
      return sectionStart;
    },
    pathOf(first, end) {
      if (table.headings.length === 0) return [];
      // Front matter and blank lines are no content: a heading right after them is where the chunk begins.
      const begin = Math.max(first, Math.min(table.firstContent, end));
      for (let heading = table.headings[next]; heading && heading.atom <= begin; heading = table.headings[next])
        pass(heading);
      const titles = open.map((heading) => heading.title);
      let common = open.length;
      for (let heading = table.headings[next]; heading && heading.atom < end; heading = table.headings[next]) {
        pass(heading);
        common = Math.min(common, heading.ends ? open.length : open.length - 1);
      }
      return titles.slice(0, common);
    },
  };
}
