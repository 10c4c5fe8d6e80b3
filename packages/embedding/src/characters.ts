/** What a UTF-16 code unit is to the local embedder. */
export const OTHER = 0;
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 3;
/** Joins the parts of one identifier: `_`. */
export const JOINER = 4;
/** A unit that is a word of its own: scripts written without spaces, and halves of surrogate pairs. */
export const SOLITARY = 5;

/** Class of each code unit, and the unit it counts as: lower-cased, without marks; 0 for one that does not count. */
export interface CharacterTable {
  readonly classes: Uint8Array;
  readonly folded: Uint16Array;
}

let table: CharacterTable | undefined;

/** The table of all 65,536 code units, built at first use (some 30 ms) and shared: 192 kB. */
export function characterTable(): CharacterTable {
  table ??= buildTable();
  return table;
}

const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Blocks of one kind, first and last unit: told apart without asking Unicode for each of their characters. */
const uniformBlocks = [
  { first: 0x4e00, last: 0x9fff, kind: SOLITARY }, // Han
  { first: 0xac00, last: 0xd7a3, kind: SOLITARY }, // Hangul syllables
  { first: 0xd800, last: 0xdfff, kind: SOLITARY }, // surrogates
  { first: 0xe000, last: 0xf8ff, kind: OTHER }, // private use
] as const;

function buildTable(): CharacterTable {
  const classes = new Uint8Array(65_536);
  const folded = Uint16Array.from({ length: 65_536 }, (_, code) => code);
  let next = 0;
  for (const { first, last, kind } of [...uniformBlocks, { first: 65_536, last: 65_536, kind: OTHER }]) {
    for (let code = next; code < first; code++) {
      const character = String.fromCharCode(code);
      const found = classify(character);
      classes[code] = found;
      if (found !== SOLITARY) folded[code] = fold(character);
    }
    classes.fill(kind, first, last + 1);
    next = last + 1;
  }
  return { classes, folded };
}

function classify(character: string): number {
  if (character === "_") return JOINER;
  if (character >= "\u0e00" && withoutSpaces.test(character)) return SOLITARY;
  if (/\p{Lu}/u.test(character)) return UPPER;
  if (/[\p{L}\p{M}]/u.test(character)) return LOWER;
  return /\p{N}/u.test(character) ? DIGIT : OTHER;
}

/** 0 for a combining diacritic: a letter counts the same with it, without it and as one unit. */
function fold(character: string): number {
  if (character >= "\u0300" && character <= "\u036f") return 0;
  return character.normalize("NFKD").toLowerCase().charCodeAt(0);
}
