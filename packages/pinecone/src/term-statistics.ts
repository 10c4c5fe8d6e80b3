/** How many chunks were written, how many terms they had, and in how many of them each term occurred, by its position. */
export interface TermStatistics {
  chunks: number;
  terms: number;
  readonly frequencies: Map<number, number>;
}

/** Statistics of nothing. */
export function emptyStatistics(): TermStatistics {
  return { chunks: 0, terms: 0, frequencies: new Map() };
}

/** Counts one more chunk. */
export function addChunk(statistics: TermStatistics, positions: Iterable<number>, length: number): void {
  statistics.chunks += 1;
  statistics.terms += length;
  for (const position of positions) {
    statistics.frequencies.set(position, (statistics.frequencies.get(position) ?? 0) + 1);
  }
}

/** Adds statistics to others. */
export function addStatistics(statistics: TermStatistics, added: TermStatistics): void {
  statistics.chunks += added.chunks;
  statistics.terms += added.terms;
  for (const [position, count] of added.frequencies) {
    statistics.frequencies.set(position, (statistics.frequencies.get(position) ?? 0) + count);
  }
}

/** The same proportions at a share of the counts; what rounds to nothing is left out. */
export function scaled({ chunks, terms, frequencies }: TermStatistics, share: number): TermStatistics {
  const kept = [...frequencies].map(([position, count]): [number, number] => [position, Math.round(count * share)]);
  return {
    chunks: Math.round(chunks * share),
    terms: Math.round(terms * share),
    frequencies: new Map(kept.filter(([, count]) => count > 0)),
  };
}

/**
 * BM25's inverse document frequency of a term, above 0. A term nobody counted is as rare as one that occurs once; without
 * any statistics all terms are worth the same.
 */
export function rarityOf({ chunks, frequencies }: TermStatistics, position: number): number {
  const holders = Math.max(1, frequencies.get(position) ?? 1);
  const all = Math.max(chunks, holders);
  return chunks === 0 ? 1 : Math.log(1 + (all - holders + 0.5) / (holders + 0.5));
}
