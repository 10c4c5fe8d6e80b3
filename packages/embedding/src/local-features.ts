import { type CharacterTable, characterTable, DIGIT, JOINER, LOWER, SOLITARY, UPPER } from "./characters.ts";
import type { FeatureCounts } from "./feature-counts.ts";
import { finishHash, hashUnits, SEED, stepHash } from "./unit-hash.ts";

const WORD = 0;
const WHOLE_IDENTIFIER = 1;
const STOP_WORD = 2;
const GRAM = 3;
const CHARACTER = 4;
const CHARACTER_PAIR = 5;

/** How much a feature of each kind counts, by its number; found by search quality on public repositories. */
export const FEATURE_WEIGHTS: readonly number[] = [1, 1.2, 0.3, 0.5, 0.6, 0.6];

// Sets apart the hashes of feature kinds that could spell the same.
const WHOLE_SALT = 0x2545f491;
const GRAM_SALT = 0x3c6ef372;
const PAIR_SALT = 0x6c8e9cf5;
/** Stands before the first and after the last letter of a part in its grams. */
const EDGE = 31;
const CODE_S = 115;

/**
 * Counts the features of a text: parts of identifiers and words, whole identifiers of several parts, the three-letter
 * grams of each part, and single characters and pairs of scripts written without spaces.
 */
export function countFeatures(text: string, counts: FeatureCounts, stopWords: ReadonlySet<number>): void {
  const table = characterTable();
  let index = 0;
  while (index < text.length) {
    const kind = table.classes[text.charCodeAt(index)] as number;
    if (kind >= LOWER && kind <= DIGIT) index = countIdentifier(text, index, table, counts, stopWords);
    else if (kind === SOLITARY) index = countSolitary(text, index, table, counts);
    else index++;
  }
}

function countIdentifier(
  text: string,
  start: number,
  table: CharacterTable,
  counts: FeatureCounts,
  stopWords: ReadonlySet<number>,
): number {
  let whole = SEED;
  let parts = 0;
  let index = start;
  while (index < text.length) {
    const kind = table.classes[text.charCodeAt(index)] as number;
    if (kind === JOINER) {
      index++;
      continue;
    }
    if (kind < LOWER || kind > DIGIT) break;
    const end = partEnd(text, index, kind, table.classes);
    whole = hashUnits(text, index, end, whole, table.folded);
    countPart(text, index, end, table.folded, counts, stopWords);
    parts++;
    index = end;
  }
  if (parts > 1) counts.add(finishHash(whole ^ WHOLE_SALT), WHOLE_IDENTIFIER);
  return index;
}

function countPart(
  text: string,
  start: number,
  end: number,
  folded: Uint16Array,
  counts: FeatureCounts,
  stopWords: ReadonlySet<number>,
): void {
  const word = finishHash(hashUnits(text, start, end, SEED, folded));
  const stop = stopWords.has(word);
  counts.add(word, stop ? STOP_WORD : WORD);
  if (stop || end - start < 3) return;
  let first = EDGE;
  let second = folded[text.charCodeAt(start)] as number;
  for (let index = start + 1; index <= end; index++) {
    const third = index < end ? (folded[text.charCodeAt(index)] as number) : EDGE;
    if (third === 0) continue;
    counts.add(hashGram(first, second, third), GRAM);
    first = second;
    second = third;
  }
}

function hashGram(first: number, second: number, third: number): number {
  // Distinct for all ASCII letters and digits; grams are most of the work, so one mixing must do.
  return finishHash(GRAM_SALT ^ (first << 20) ^ (second << 10) ^ third);
}

/** Where the part that starts here ends: `HTTPServer2` is HTTP, Server and 2; `URLs` is one. */
function partEnd(text: string, start: number, kind: number, classes: Uint8Array): number {
  const kindAt = (index: number): number => (index < text.length ? (classes[text.charCodeAt(index)] as number) : 0);
  let end = start + 1;
  if (kind === DIGIT) {
    while (kindAt(end) === DIGIT) end++;
    return end;
  }
  if (kind === UPPER) {
    while (kindAt(end) === UPPER) end++;
    if (kindAt(end) !== LOWER) return end;
    const capitals = end - start;
    if (capitals > 1 && text.charCodeAt(end) === CODE_S && kindAt(end + 1) !== LOWER) return end + 1;
    if (capitals > 1) return end - 1;
  }
  while (kindAt(end) === LOWER) end++;
  return end;
}

function countSolitary(text: string, start: number, table: CharacterTable, counts: FeatureCounts): number {
  let previous = 0;
  let index = start;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (table.classes[code] !== SOLITARY) break;
    const unit = table.folded[code] as number;
    counts.add(finishHash(stepHash(SEED, unit)), CHARACTER);
    if (previous !== 0) counts.add(finishHash(stepHash(stepHash(PAIR_SALT, previous), unit)), CHARACTER_PAIR);
    previous = unit;
  }
  return index;
}
