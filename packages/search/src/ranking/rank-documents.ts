import type { ParsedQuery } from "../query/parse-query.ts";
import type { Evidence } from "./evidence.ts";
import type { FusedHit } from "./fuse.ts";
import { createPriors, type Priors } from "./priors.ts";

/** One document found: the chunk to show, and a score its other chunks strengthen. */
export interface RankedDocument {
  readonly best: FusedHit;
  readonly score: number;
  /** How the score came about. */
  readonly explanation: ScoreParts;
}

/** The parts of a document's score: `fused × (1 + the sum of evidence) × the product of priors + further`. */
export interface ScoreParts {
  readonly fused: number;
  readonly evidence: Readonly<Record<EvidenceName, number>>;
  readonly priors: Priors;
  /** What its next best chunks add. */
  readonly further: number;
  /** What a reranker says, which then is the score; null without one. */
  readonly relevance: number | null;
}

type EvidenceName = "defines" | "inOrder" | "quoted" | "covers" | "named" | "pathShare" | "nameShare";

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
/** What the next best chunks of a document add, as a share of their own score, and how many do: long documents have many. */
const FURTHER_SHARE = 0.03;
const FURTHER_MAX = 3;

/** Scores chunks by their fused rank and their evidence, and groups them: each document once, best first. */
export function rankDocuments(
  query: ParsedQuery,
  hits: readonly FusedHit[],
  evidence: ReadonlyMap<string, Evidence>,
  weights: ReadonlyMap<string, number>,
  now: number,
): RankedDocument[] {
  const weigh = createEvidenceWeights(query, weights);
  const priorsOf = createPriors(query.terms, now);
  const documents = new Map<string, RankedDocument[]>();
  for (const hit of hits) {
    const { documentId, id, fields } = hit.hit;
    const found = evidence.get(id);
    const parts = found === undefined ? noEvidence : weigh(found);
    const priors = priorsOf(fields);
    const boost = found === undefined ? 1 : Object.values(parts).reduce((total, part) => total + part, 1);
    const score = hit.score * boost * priors.kind * priors.authority * priors.recency;
    const scored = {
      best: hit,
      score,
      explanation: { fused: hit.score, evidence: parts, priors, further: 0, relevance: null },
    };
    const known = documents.get(documentId);
    if (known === undefined) documents.set(documentId, [scored]);
    else known.push(scored);
  }
  const ranked: RankedDocument[] = [];
  for (const chunks of documents.values()) {
    const [best, ...others] = chunks.sort((a, b) => b.score - a.score);
    if (best === undefined) continue;
    const further = FURTHER_SHARE * others.slice(0, FURTHER_MAX).reduce((total, { score }) => total + score, 0);
    ranked.push({ ...best, score: best.score + further, explanation: { ...best.explanation, further } });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.best.hit.documentId < b.best.hit.documentId ? -1 : 1));
}

const noEvidence: ScoreParts["evidence"] = {
  defines: 0,
  inOrder: 0,
  quoted: 0,
  covers: 0,
  named: 0,
  pathShare: 0,
  nameShare: 0,
};

function createEvidenceWeights(
  query: ParsedQuery,
  weights: ReadonlyMap<string, number>,
): (evidence: Evidence) => ScoreParts["evidence"] {
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
    return {
      defines: DEFINES * Math.min(1, share(definitions, allWords)),
      inOrder: IN_SEQUENCE * inSequence,
      quoted: quoted ? QUOTED : 0,
      covers: COVERS * share(sum(present), allTerms),
      named: NAMED * share(sum(named), allTerms),
      pathShare: PATH_SHARE * pathShare,
      nameShare: NAME_SHARE * nameShare,
    };
  };
}
