import type { VectorHit } from "@tributary/vector-store";
import type { RankedDocument } from "./rank-documents.ts";

/** Reads a query and texts together and says how well each answers: slower than fusion, and better. */
export interface Reranker {
  /** Name of the model. */
  readonly model: string;
  /**
   * A relevance for each text, in the order of the texts, higher being better. Rejects when it cannot; on abort, with
   * the signal's reason.
   */
  rerank(query: string, texts: readonly string[], options: { readonly signal?: AbortSignal }): Promise<number[]>;
}

/** Puts the first `depth` documents in the order of the reranker, and the others behind them as they were. */
export async function rerankDocuments(
  reranker: Reranker,
  query: string,
  ranked: readonly RankedDocument[],
  options: { readonly depth: number; readonly signal?: AbortSignal },
): Promise<RankedDocument[]> {
  const { depth, signal } = options;
  const first = ranked.slice(0, depth);
  const relevances = await reranker.rerank(
    query,
    first.map(({ best }) => textFor(best.hit)),
    signal === undefined ? {} : { signal },
  );
  if (relevances.length !== first.length || !relevances.every(Number.isFinite)) {
    throw new Error(`${reranker.model} gave ${relevances.length} relevances for ${first.length} texts.`);
  }
  const reranked = first
    .map((document, index) => {
      const relevance = relevances[index] ?? 0;
      return { ...document, score: relevance, explanation: { ...document.explanation, relevance } };
    })
    .sort((a, b) => b.score - a.score);
  // What the reranker has not seen stays below what it has.
  const lowest = reranked.at(-1)?.score ?? 0;
  const [best] = ranked.slice(depth);
  const scale = best === undefined || best.score <= 0 ? 0 : Math.max(0, lowest) / best.score;
  return [...reranked, ...ranked.slice(depth).map((document) => ({ ...document, score: document.score * scale }))];
}

/** The chunk with its names in front, which say what it is about where the text does not. */
function textFor({ text, fields: { path, title, heading } }: VectorHit): string {
  const names = [path === null || path === title ? title : `${title} (${path})`, heading];
  return `${names.filter((name) => name !== "").join("\n")}\n\n${text}`;
}
