import MiniSearch from "minisearch";
import type { Corpus } from "./search-corpus.ts";

/** Answers a query with distinct paths, best first, at least ten where there are as many. */
export type Ranker = (query: string) => Promise<readonly string[]>;

/** Chunks asked for, so that ten files come of them. */
const CHUNKS = 200;

const commonWords = new Set(
  "a an and are as at be by for from in into is it not of on or that the this to with".split(" "),
);

/** What a person with a text search does: files with most of the words, then most occurrences of them. */
export function rankByCounting({ files }: Corpus): Ranker {
  const lowered = files.map(({ path, content }) => ({ path, content: content.toLowerCase() }));
  return async (query) => {
    const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [])];
    const wanted = words.filter((word) => word.length > 1 && !commonWords.has(word));
    return lowered
      .map(({ path, content }) => {
        const counts = wanted.map((word) => content.split(word).length - 1);
        return {
          path,
          distinct: counts.filter((count) => count > 0).length,
          total: counts.reduce((total, count) => total + count, 0),
        };
      })
      .filter(({ distinct }) => distinct > 0)
      .sort((a, b) => b.distinct - a.distinct || b.total - a.total || (a.path < b.path ? -1 : 1))
      .map(({ path }) => path);
  };
}

/** BM25 over the texts of the same chunks, as MiniSearch does it unless told otherwise; a file stands where its best chunk does. */
export function rankByPlainTerms({ chunks }: Corpus): Ranker {
  const index = new MiniSearch({ fields: ["text"], storeFields: ["path"] });
  index.addAll(chunks);
  return async (query) => distinct(index.search(query).map(({ path }) => String(path)));
}

/** The nearest vectors alone. */
export function rankByVectors({ store, embedder, namespace }: Corpus): Ranker {
  return async (query) => {
    const [vector] = await embedder.embed([query], { inputType: "query" });
    if (vector === undefined) return [];
    const hits = await store.query(namespace, { by: "vector", vector, limit: CHUNKS });
    return distinct(hits.map(({ fields }) => fields.path ?? fields.title));
  };
}

function distinct(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
