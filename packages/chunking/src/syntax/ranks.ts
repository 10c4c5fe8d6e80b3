/**
 * How strong a boundary is in code cut by syntax, below the ranks that every kind shares (`RANK.BLANK` and up): the lower, the
 * better a chunk may end there.
 */
export const SYNTAX_RANK = {
  /** Before a child of a node that is too large for a chunk: twice the node's depth, one more when no blank line precedes. */
  CHILD: 0,
  DEEPEST_CHILD: 43,
  /** Inside a statement small enough for a chunk: from here on as the block chunker has it. */
  STATEMENT: 44,
  /** Inside a comment or a long string. */
  OPAQUE: 88,
  /** Before what ends, or goes on with, a large statement. */
  CONTINUATION: 98,
  /** The last rank that divides what is to stay whole. */
  DIVIDES: 99,
  /** Inside a function, class or type small enough for a chunk: this much more than otherwise. */
  WHOLE: 100,
} as const;
