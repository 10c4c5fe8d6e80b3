/** What gives the content below it a name, in the order of the input: a heading, a key, a table, a step of a log, a message. */
export interface Heading {
  /** The atom it begins. */
  readonly atom: number;
  /** It ends those of its own level and deeper ones. Markdown: 1 to 6. */
  readonly level: number;
  readonly title: string;
  /** It only ends others, and names nothing itself. */
  readonly ends?: true;
}

/** Rows below a header, in the order of the input. */
export interface HeadedRows {
  /** The header's range of the input. */
  readonly start: number;
  readonly end: number;
  /** The atoms of the rows: from the first one below the header to the last one's end. */
  readonly first: number;
  last: number;
}

/**
 * The input cut into atoms, which no chunk cuts further: lines, or parts of long ones. Columns, as 10 MB of input can have
 * 10 million lines. Atom `n` is `[starts[n], starts[n + 1])`; after `seal` the columns have one more row, for the end.
 */
export interface AtomTable {
  count: number;
  starts: Int32Array;
  /** The tokens of all atoms before this one: those of a range are a difference. */
  tokensBefore: Int32Array;
  /** The line, from 1, of the atom's first character. */
  lines: Int32Array;
  ranks: Uint8Array;
  /** The tokens of all atoms. */
  tokens: number;
  readonly headings: Heading[];
  readonly rows: HeadedRows[];
  /** Some boundary of a rank that says otherwise is inside a line, where counts on its two sides do not add up. */
  inexact: boolean;
  /** The first atom after front matter and leading blank lines. */
  firstContent: number;
}

const INITIAL_ROWS = 1024;
/** Columns up to this size (850 kB) are kept for the next input: most are small, and making columns costs more than filling them. */
const MOST_SPARE_ROWS = 65_536;
let spare: AtomTable | undefined;

/** Gives an empty table, which grows as it is filled. */
export function takeAtomTable(): AtomTable {
  const columns = spare ?? {
    starts: new Int32Array(INITIAL_ROWS),
    tokensBefore: new Int32Array(INITIAL_ROWS),
    lines: new Int32Array(INITIAL_ROWS),
    ranks: new Uint8Array(INITIAL_ROWS),
  };
  spare = undefined;
  const { starts, tokensBefore, lines, ranks } = columns;
  return {
    count: 0,
    starts,
    tokensBefore,
    lines,
    ranks,
    tokens: 0,
    headings: [],
    rows: [],
    inexact: false,
    firstContent: 0,
  };
}

/** Gives a table back that nobody reads any more. */
export function releaseAtomTable(table: AtomTable): void {
  if (table.starts.length <= MOST_SPARE_ROWS) spare = table;
}

/** Adds an atom at the end. */
export function appendAtom(table: AtomTable, start: number, tokens: number, line: number, rank: number): void {
  const row = table.count;
  if (row === table.starts.length) grow(table);
  table.starts[row] = start;
  table.tokensBefore[row] = table.tokens;
  table.lines[row] = line;
  table.ranks[row] = rank;
  table.tokens += tokens;
  table.count = row + 1;
}

/** Removes the atoms from `count` on. */
export function truncateAtoms(table: AtomTable, count: number): void {
  if (count >= table.count) return;
  table.tokens = table.tokensBefore[count] ?? 0;
  table.count = count;
}

/** Adds the row that ends the last atom. */
export function seal(table: AtomTable, end: number, line: number): AtomTable {
  appendAtom(table, end, 0, line, 0);
  table.count -= 1;
  return table;
}

/** The tokens of the atoms `[from, to)` of a sealed table. */
export function tokensBetween(table: AtomTable, from: number, to: number): number {
  return (table.tokensBefore[to] ?? 0) - (table.tokensBefore[from] ?? 0);
}

/** The tokens of the atoms from `from` to the last one there is so far. */
export function tokensFrom(table: AtomTable, from: number): number {
  return from < table.count ? table.tokens - (table.tokensBefore[from] ?? 0) : 0;
}

/** The first code unit of an atom; of the atom after the last, the end of the input. */
export function startOf(table: AtomTable, atom: number): number {
  return table.starts[atom] ?? 0;
}

/** The rank of the boundary before an atom. */
export function rankOf(table: AtomTable, atom: number): number {
  return table.ranks[atom] ?? 0;
}

/** The line of an atom's first character. */
export function lineOf(table: AtomTable, atom: number): number {
  return table.lines[atom] ?? 1;
}

function grow(table: AtomTable): void {
  const capacity = table.starts.length * 2;
  table.starts = resized(table.starts, capacity);
  table.tokensBefore = resized(table.tokensBefore, capacity);
  table.lines = resized(table.lines, capacity);
  const ranks = new Uint8Array(capacity);
  ranks.set(table.ranks);
  table.ranks = ranks;
}

function resized(column: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}
