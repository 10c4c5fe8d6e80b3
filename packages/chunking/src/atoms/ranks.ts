/**
 * How strong the boundary before an atom is: the lower, the better a chunk may end there. Each kind of input has its own
 * ranks below `BLANK` (code: twice the nesting, see there); the ones from there on are shared.
 */
export const RANK = {
  /** Markdown: the headings of level 1 to 6 have 0 to 5. Text: two blank lines or more. */
  SECTION: 0,
  THEMATIC_BREAK: 6,
  /** From here on what comes before may be repeated as overlap, in Markdown. */
  PARAGRAPH: 10,
  /** A fence or list right after a paragraph that introduces it. */
  INTRODUCED: 12,
  /** A list item; nested ones up to 7 more. */
  ITEM: 14,
  /** A further paragraph or fence of a list item. */
  WITHIN_ITEM: 22,
  /** In a fence or front matter: an unindented line after a blank one. */
  FENCE_BLOCK: 24,
  FENCE_AFTER_BLANK: 25,
  /** A line that stands for itself: of a table, a log, a poem. */
  LINE: 28,
  SENTENCE: 30,
  /** A line that continues a sentence. */
  WRAPPED_LINE: 32,
  FENCE_LINE: 32,
  /** Code: in a block comment or a string of several lines, after a blank line and elsewhere. */
  OPAQUE_AFTER_BLANK: 190,
  OPAQUE_LINE: 191,
  /** Before a blank line; it belongs to what precedes it. */
  BLANK: 200,
  /** Between a heading and its text, a comment and what it describes, a block and its closing bracket. */
  GLUE: 210,
  WORD: 230,
  /** Inside a word, after punctuation. */
  INSIDE_WORD: 240,
  /** Inside a word, anywhere between two characters. */
  INSIDE_RUN: 250,
} as const;

/** Whether token counts on the two sides of a boundary add up exactly; inside a word they are an upper bound. */
export function isExact(rank: number): boolean {
  return rank < RANK.INSIDE_WORD;
}
