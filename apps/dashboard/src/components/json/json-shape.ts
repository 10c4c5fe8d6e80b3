/** Containers of up to so many lines are open from the start. */
const OPEN_LINES = 24;

/** A list or an object. */
export type JsonContainer = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Whether a value has values in it. */
export function isContainer(value: unknown): value is JsonContainer {
  return typeof value === "object" && value !== null;
}

/** What is in a container, each with its key. */
export function entriesOf(container: JsonContainer): readonly (readonly [key: string, value: unknown])[] {
  return Object.entries(container);
}

/** Whether a container is open before anybody says so: the outermost one, and what is short. */
export function opensAtFirst(container: JsonContainer, depth: number): boolean {
  return depth === 0 || (linesOf(container, OPEN_LINES + 1) <= OPEN_LINES && entriesOf(container).length > 0);
}

/** How many lines a value takes when all of it is open, counted up to `most`. */
export function linesOf(value: unknown, most: number): number {
  const waiting = [value];
  let lines = 0;
  while (waiting.length > 0 && lines < most) {
    const next = waiting.pop();
    lines += 1;
    if (!isContainer(next)) continue;
    const inside = Object.values(next);
    if (inside.length > 0) lines += 1;
    // What is beyond the limit does not have to be looked at.
    for (const one of inside.slice(0, most)) waiting.push(one);
  }
  return Math.min(lines, most);
}

/** A closed container in words: `12 items`, `1 field`. */
export function sizeWords(container: JsonContainer): string {
  const { length } = entriesOf(container);
  const noun = Array.isArray(container) ? "item" : "field";
  return `${length} ${noun}${length === 1 ? "" : "s"}`;
}
