import type { Edge } from "../types.ts";
import { readUrl } from "../urls.ts";

/** Most addresses of one document. */
const LINKS_MAX = 300;
/** Most places looked at for them. */
const LOOKS_MAX = 5_000;

const address = /https?:\/\/[^\s<>"'`{}|\\^[\]]{3,1000}/giy;

/** The addresses in a text; of code only those of tools that can be synced. */
export function linkEdges(text: string, isCode: boolean): Edge[] {
  const edges: Edge[] = [];
  let next = 0;
  let looks = 0;
  for (let at = text.indexOf("://"); at >= 0 && edges.length < LINKS_MAX; at = text.indexOf("://", next)) {
    const start = at - (/s/i.test(text.charAt(at - 1)) ? 5 : 4);
    address.lastIndex = Math.max(0, start);
    const found = address.exec(text)?.[0];
    next = found === undefined ? at + 3 : address.lastIndex;
    looks += 1;
    if (looks > LOOKS_MAX) break;
    if (found === undefined) continue;
    const literal = trimmed(found);
    const meaning = readUrl(literal);
    if (!meaning || (isCode && !meaning.isKnown)) continue;
    const { isKnown, ...target } = meaning;
    edges.push({
      kind: "links",
      ...target,
      unresolved: isKnown ? "pending" : "hidden",
      evidence: { text: literal, start, end: start + literal.length },
    });
  }
  return edges;
}

/** Without the marks that end a sentence, a bracket or an emphasis rather than the address. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0) {
    const last = text.charAt(end - 1);
    const isOpen = last === ")" && count(text, "(", end) < count(text, ")", end);
    if (!isOpen && !/[.,;:!?*_~]/.test(last)) break;
    end -= 1;
  }
  return text.slice(0, end);
}

function count(text: string, mark: string, end: number): number {
  let sum = 0;
  for (let at = text.indexOf(mark); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) sum += 1;
  return sum;
}
