import { scanHashes } from "../terms/scan-words.ts";
import type { RankedDocument } from "./rank-documents.ts";

/** A document as it is shown, with those that say the same. */
export interface DistinctDocument extends RankedDocument {
  readonly duplicates: readonly RankedDocument[];
  /** What remained of its score beside the documents before it that say much the same; 1 for all of it. */
  readonly novelty: number;
}

/** From this share of common word triples on, two chunks say the same. */
const SAME = 0.85;
/** Two chunks may have this share in common without being alike: imports, licences, headers. */
const UNLIKE = 0.3;
/** What a chunk loses at most for being like one before it. */
const LIKENESS_COST = 0.25;
/** A shorter text says too little to be the same as another. */
const WORDS_MIN = 8;
/** Characters compared: what differs only beyond is the same to a person who reads the result. */
const TEXT_MAX = 1_500;
/** Documents looked at, beside those that are returned: the others keep their places behind. */
const LOOKED_AT = 20;

/**
 * Picks the best documents, `limit` of them: each loses a little for every likeness to one already picked, and one that
 * says the same as one already picked is folded into it.
 */
export function diversify(ranked: readonly RankedDocument[], limit: number): DistinctDocument[] {
  const waiting = ranked
    .slice(0, limit + LOOKED_AT)
    .map((document) => ({ document, triples: triplesOf(document.best.hit.text.slice(0, TEXT_MAX)), likeness: 0 }));
  const picked: (DistinctDocument & { readonly duplicates: RankedDocument[] })[] = [];
  while (waiting.length > 0 && picked.length < limit) {
    const worth = waiting.map(({ document, likeness }) => document.score * noveltyOf(likeness));
    const index = worth.indexOf(Math.max(...worth));
    const [next] = waiting.splice(Math.max(0, index), 1);
    if (next === undefined) break;
    const novelty = noveltyOf(next.likeness);
    const shown = { ...next.document, score: next.document.score * novelty, duplicates: [], novelty };
    const duplicates: RankedDocument[] = shown.duplicates;
    picked.push({ ...shown, duplicates });
    for (let other = waiting.length - 1; other >= 0; other--) {
      const candidate = waiting[other];
      if (candidate === undefined) continue;
      const likeness = shareOf(next.triples, candidate.triples);
      if (likeness < SAME) candidate.likeness = Math.max(candidate.likeness, likeness);
      else {
        duplicates.unshift(candidate.document);
        waiting.splice(other, 1);
      }
    }
  }
  return picked;
}

function noveltyOf(likeness: number): number {
  return 1 - LIKENESS_COST * Math.max(0, (likeness - UNLIKE) / (1 - UNLIKE));
}

/** Hashes of every three words in a row, ascending, each once. */
function triplesOf(text: string): Int32Array {
  const triples = new Int32Array(text.length >> 1);
  let words = 0;
  let first = 0;
  let second = 0;
  scanHashes(text, (third) => {
    words += 1;
    if (words >= 3) triples[words - 3] = Math.imul(first, 31) + Math.imul(second, 17) + third;
    first = second;
    second = third;
  });
  if (words < WORDS_MIN) return new Int32Array();
  const sorted = triples.subarray(0, words - 2).sort();
  let distinct = 0;
  for (const triple of sorted) {
    if (distinct > 0 && sorted[distinct - 1] === triple) continue;
    sorted[distinct] = triple;
    distinct += 1;
  }
  return sorted.subarray(0, distinct);
}

/** Common elements as a share of all; 0 where one has none. */
function shareOf(one: Int32Array, other: Int32Array): number {
  const [small, large] = one.length < other.length ? [one, other] : [other, one];
  // Not even all of the smaller one would make them alike.
  if (small.length === 0 || small.length < large.length * UNLIKE) return 0;
  let common = 0;
  let at = 0;
  for (const triple of small) {
    while (at < large.length && (large[at] ?? 0) < triple) at += 1;
    if (large[at] === triple) common += 1;
  }
  return common / (one.length + other.length - common);
}
