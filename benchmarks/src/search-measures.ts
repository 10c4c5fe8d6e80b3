/** How well ranked lists of files answer, averaged over queries: each figure from 0 to 1. */
export interface SearchMeasures {
  readonly recallAt5: number;
  readonly recallAt10: number;
  /** Mean of 1 / rank of the first answer within ten. */
  readonly reciprocalRank: number;
  /** Discounted cumulative gain within ten, beside that of a perfect list. */
  readonly discountedGain: number;
}

/** One ranked list of distinct paths beside the paths that answer. */
export interface Judged {
  readonly ranked: readonly string[];
  readonly answers: readonly string[];
}

/** Averages the measures over all lists; all 0 for none. */
export function measure(lists: readonly Judged[]): SearchMeasures {
  const mean = (value: (judged: Judged) => number): number =>
    lists.reduce((total, judged) => total + value(judged), 0) / Math.max(1, lists.length);
  return {
    recallAt5: mean((judged) => recall(judged, 5)),
    recallAt10: mean((judged) => recall(judged, 10)),
    reciprocalRank: mean(({ ranked, answers }) => {
      const rank = ranked.slice(0, 10).findIndex((path) => answers.includes(path));
      return rank < 0 ? 0 : 1 / (rank + 1);
    }),
    discountedGain: mean(({ ranked, answers }) => {
      const gain = (index: number) => 1 / Math.log2(index + 2);
      const reached = ranked
        .slice(0, 10)
        .reduce((total, path, index) => total + (answers.includes(path) ? gain(index) : 0), 0);
      const perfect = answers.slice(0, 10).reduce((total, _, index) => total + gain(index), 0);
      return reached / perfect;
    }),
  };
}

function recall({ ranked, answers }: Judged, depth: number): number {
  return ranked.slice(0, depth).filter((path) => answers.includes(path)).length / answers.length;
}
