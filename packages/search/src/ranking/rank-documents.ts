import type { Evidence } from "./evidence.ts";
import type { FusedHit } from "./fuse.ts";
import type { ParsedQuery } from "./parse-query.ts";

/** One document found: the chunk to show, and a score its other chunks strengthen. */
export interface RankedDocument {
  readonly best: FusedHit;
  readonly score: number;
}

// Found by search on public repositories and checked on others; see the package's README for the figures. A chunk's fused
// score is multiplied by 1 plus these, each times the share of the query it holds for, by weight of terms.
const DEFINES = 2;
const IN_SEQUENCE = 1;
const COVERS = 0.2;
const NAMED = 1;
/** The other way round: for the share of the path, and of the file's name, that the query speaks of. */
const PATH_SHARE = 1;
const NAME_SHARE = 0.2;
/** All words of a longer query in their order: somebody looks for that very text. */
const QUOTED = 1;
const QUOTED_WORDS_MIN = 4;
const QUOTED_SHARE = 0.98;
/** Tests and fixtures repeat the names and words of what they test. */
const TEST_FACTOR = 0.9;
/** What the next best chunks of a document add, as a share of their own score, and how many do: long documents have many. */
const FURTHER_SHARE = 0.03;
const FURTHER_MAX = 3;

const testPath = /(?:^|[/_.-])(?:tests?|specs?|__tests__|testdata|fixtures?|mocks?|benchmarks?|e2e)(?:[/_.-]|$)/i;
const testTerms = new Set(["test", "testing", "spec", "fixture", "mock", "benchmark", "e2e"]);

/** Scores chunks by their fused rank and their evidence, and groups them: each document once, best first. */
export function rankDocuments(
  query: ParsedQuery,
  hits: readonly FusedHit[],
  evidence: ReadonlyMap<string, Evidence>,
  weights: ReadonlyMap<string, number>,
): RankedDocument[] {
  const boost = createBoost(query, weights);
  const asksForTests = query.terms.some((term) => testTerms.has(term));
  const documents = new Map<string, { hit: FusedHit; score: number }[]>();
  for (const hit of hits) {
    const { documentId, id, fields } = hit.hit;
    const found = evidence.get(id);
    const factor = !asksForTests && fields.path !== null && testPath.test(fields.path) ? TEST_FACTOR : 1;
    const scored = { hit, score: hit.score * factor * (found === undefined ? 1 : boost(found)) };
    const known = documents.get(documentId);
    if (known === undefined) documents.set(documentId, [scored]);
    else known.push(scored);
  }
  const ranked: RankedDocument[] = [];
  for (const chunks of documents.values()) {
    const [best, ...further] = chunks.sort((a, b) => b.score - a.score);
    if (best === undefined) continue;
    const added = further.slice(0, FURTHER_MAX).reduce((total, { score }) => total + score, 0);
    ranked.push({ best: best.hit, score: best.score + FURTHER_SHARE * added });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.best.hit.documentId < b.best.hit.documentId ? -1 : 1));
}

function createBoost(query: ParsedQuery, weights: ReadonlyMap<string, number>): (evidence: Evidence) => number {
  const weightOf = (term: string): number => weights.get(term) ?? 0;
  const sum = (terms: Iterable<string>): number => {
    let total = 0;
    for (const term of terms) total += weightOf(term);
    return total;
  };
  const pairWeight = (index: number): number =>
    Math.max(weightOf(query.words[index] ?? ""), weightOf(query.words[index + 1] ?? ""));
  const pairs = query.words.slice(1).map((_, index) => pairWeight(index));
  const allPairs = pairs.reduce((total, weight) => total + weight, 0);
  const allTerms = sum(query.terms);
  const allWords = sum(new Set(query.words));
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return ({ adjacent, defined, named, present, pathShare, nameShare }) => {
    let definitions = 0;
    for (const [term, strength] of defined) definitions += weightOf(term) * strength;
    let sequence = 0;
    for (const index of adjacent) sequence += pairs[index] ?? 0;
    const inSequence = share(sequence, allPairs);
    const quoted = query.words.length >= QUOTED_WORDS_MIN && inSequence >= QUOTED_SHARE;
    return (
      1 +
      DEFINES * Math.min(1, share(definitions, allWords)) +
      IN_SEQUENCE * inSequence +
      (quoted ? QUOTED : 0) +
      COVERS * share(sum(present), allTerms) +
      NAMED * share(sum(named), allTerms) +
      PATH_SHARE * pathShare +
      NAME_SHARE * nameShare
    );
  };
}
