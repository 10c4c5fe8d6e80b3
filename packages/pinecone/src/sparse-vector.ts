import type { PineconeSparseValues } from "@tributary/vendor-pinecone";
import { hashTerm } from "./term-hash.ts";
import { rarityOf, type TermStatistics } from "./term-statistics.ts";

/** BM25's k1 and b, as LanceDB and Lucene have them. */
const saturation = 1.2;
const lengthWeight = 0.75;

/** Pinecone takes 1,000 values in a sparse vector. */
const mostValues = 1_000;

/** How often each term occurs in a chunk, by its position, and how many terms the chunk has in all. */
export interface CountedTerms {
  readonly counts: ReadonlyMap<number, number>;
  readonly length: number;
}

/** Counts space-separated terms. */
export function countTerms(lexical: string): CountedTerms {
  const counts = new Map<number, number>();
  let length = 0;
  for (const term of lexical.toWellFormed().split(" ")) {
    if (term === "") continue;
    length += 1;
    const position = hashTerm(term);
    counts.set(position, (counts.get(position) ?? 0) + 1);
  }
  return { counts, length };
}

/**
 * What BM25 knows of a chunk alone: how often a term occurs, saturated, and how long the chunk is beside the others. The
 * other half, how rare a term is, is in the query, so that it is always that of today. Null for a chunk without terms;
 * one with more than 1,000 keeps those that count most.
 */
export function chunkVector({ counts, length }: CountedTerms, statistics: TermStatistics): PineconeSparseValues | null {
  if (length === 0) return null;
  const meanLength = statistics.chunks === 0 ? length : statistics.terms / statistics.chunks;
  const dampening = saturation * (1 - lengthWeight + (lengthWeight * length) / meanLength);
  const weights = [...counts].map(([position, count]): [number, number] => [
    position,
    (count * (saturation + 1)) / (count + dampening),
  ]);
  return vectorOf(weights, ([position, weight]) => weight * rarityOf(statistics, position));
}

/** How rare each different term of a query is; null without terms. The dot product with a chunk is its BM25. */
export function queryVector(terms: string, statistics: TermStatistics): PineconeSparseValues | null {
  const { counts, length } = countTerms(terms);
  if (length === 0) return null;
  const weights = [...counts.keys()].map((position): [number, number] => [position, rarityOf(statistics, position)]);
  return vectorOf(weights, ([, weight]) => weight);
}

function vectorOf(
  weights: readonly (readonly [number, number])[],
  worth: (weight: readonly [number, number]) => number,
): PineconeSparseValues {
  const kept =
    weights.length <= mostValues
      ? weights
      : [...weights].sort((one, other) => worth(other) - worth(one)).slice(0, mostValues);
  return {
    indices: kept.map(([position]) => position),
    values: kept.map(([, weight]) => Number(weight.toPrecision(7))),
  };
}
