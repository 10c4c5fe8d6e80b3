import { createSearch } from "@tributary/search";
import MiniSearch from "minisearch";
import type { Corpus } from "./search-corpus.ts";

/** Answers a query with the ids of distinct documents, best first, at least ten where there are as many. */
export type Ranker = (query: string) => Promise<readonly string[]>;

/** Chunks asked for, so that ten files come of them. */
const CHUNKS = 200;

const commonWords = new Set(
  "a an and are as at be by for from in into is it not of on or that the this to with".split(" "),
);

/** What a person with a text search does: files with most of the words, then most occurrences of them. */
function rankByCounting({ documents }: Corpus): Ranker {
  const lowered = documents.map(({ id, content }) => ({ id, content: content.toLowerCase() }));
  return async (query) => {
    const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [])];
    const wanted = words.filter((word) => word.length > 1 && !commonWords.has(word));
    return lowered
      .map(({ id, content }) => {
        const counts = wanted.map((word) => content.split(word).length - 1);
        return {
          id,
          distinct: counts.filter((count) => count > 0).length,
          total: counts.reduce((total, count) => total + count, 0),
        };
      })
      .filter(({ distinct }) => distinct > 0)
      .sort((a, b) => b.distinct - a.distinct || b.total - a.total || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  };
}

/** BM25 over the texts of the same chunks, as MiniSearch does it unless told otherwise; a document stands where its best chunk does. */
function rankByPlainTerms({ chunks }: Corpus): Ranker {
  const index = new MiniSearch({ fields: ["text"], storeFields: ["documentId"] });
  index.addAll(chunks);
  return async (query) => distinct(index.search(query).map(({ documentId }) => String(documentId)));
}

/** The nearest vectors alone. */
function rankByVectors({ store, embedder, namespace }: Corpus): Ranker {
  return async (query) => {
    const [vector] = await embedder.embed([query], { inputType: "query" });
    if (vector === undefined) return [];
    const hits = await store.query(namespace, { by: "vector", vector, limit: CHUNKS });
    return distinct(hits.map(({ documentId }) => documentId));
  };
}

/** Tributary's own search. */
function rankByHybrid({ store, embedder, namespace }: Corpus): Ranker {
  const { search } = createSearch({ store, embedder });
  return async (query) => {
    const { results } = await search({ namespace, query });
    // A person sees copies below the result they are folded into.
    return results.flatMap((result) => [result, ...result.duplicates]).map(({ documentId }) => documentId);
  };
}

/** All of them, by the names they have in the figures. */
export function createRankers(corpus: Corpus): Readonly<Record<string, Ranker>> {
  return {
    "term counting": rankByCounting(corpus),
    "plain BM25": rankByPlainTerms(corpus),
    "dense only": rankByVectors(corpus),
    hybrid: rankByHybrid(corpus),
  };
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
