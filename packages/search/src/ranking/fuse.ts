import type { VectorHit } from "@tributary/vector-store";

/** Place of a hit on one side, from 1, and the score that side gave it. */
export interface SidePlace {
  readonly rank: number;
  readonly score: number;
}

/** One chunk found by at least one side. */
export interface FusedHit {
  readonly hit: VectorHit;
  readonly score: number;
  readonly dense: SidePlace | null;
  readonly lexical: SidePlace | null;
}

/** How much each side counts, and how fast its ranks fall off. */
export interface FusionOptions {
  readonly dense: number;
  readonly lexical: number;
  /** The constant k of reciprocal rank fusion: rank r of the dense side is worth weight / (k + r). */
  readonly rankConstant: number;
}

/**
 * How much of a lexical hit's worth is its score beside the best one, the rest being its rank: BM25 scores tell a clear
 * winner from a close one. Cosines do not compare so, and the dense side goes by rank alone.
 */
const SCORE_SHARE = 2 / 3;

/** Fusion of two result lists by reciprocal rank and lexical score, best first; equal scores are ordered by id. */
export function fuse(dense: readonly VectorHit[], lexical: readonly VectorHit[], options: FusionOptions): FusedHit[] {
  const fused = new Map<string, FusedHit>();
  const worth = (weight: number, rank: number): number => weight / (options.rankConstant + rank);
  dense.forEach((hit, index) => {
    const place = { rank: index + 1, score: hit.score };
    fused.set(hit.id, { hit, score: worth(options.dense, place.rank), dense: place, lexical: null });
  });
  const best = lexical[0]?.score ?? 0;
  lexical.forEach((hit, index) => {
    const place = { rank: index + 1, score: hit.score };
    const known = fused.get(hit.id);
    const share = best > 0 ? Math.max(0, hit.score / best) : 1;
    const score =
      (known?.score ?? 0) +
      (1 - SCORE_SHARE) * worth(options.lexical, place.rank) +
      SCORE_SHARE * share * worth(options.lexical, 1);
    fused.set(hit.id, { hit, score, dense: known?.dense ?? null, lexical: place });
  });
  return [...fused.values()].sort((a, b) => b.score - a.score || compareText(a.hit.id, b.hit.id));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
