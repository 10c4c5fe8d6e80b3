/** Deepest nesting of a value in `jsonb` that is taken: far above what sources have, far below what crashes a parser. */
const MAX_DEPTH = 100;

/**
 * Whether PostgreSQL can hold a JSON-like value: it knows neither U+0000 nor half a surrogate pair, in `text` and `jsonb`
 * alike, keys included, and its parser has a stack that ends.
 */
export function isStorable(value: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: current, depth } = next;
    if (typeof current === "string") {
      if (current.includes("\0") || !current.isWellFormed()) return false;
    } else if (typeof current === "object" && current !== null) {
      if (depth === MAX_DEPTH) return false;
      for (const [key, item] of Object.entries(current)) {
        if (!Array.isArray(current)) open.push({ value: key, depth });
        open.push({ value: item, depth: depth + 1 });
      }
    }
  }
  return true;
}

/** The text with everything PostgreSQL cannot hold replaced by U+FFFD. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
