import { createEmbeddingCache, type SearchIndex, searchIndexes } from "@tributary/database";
import { EmbeddingError, embedTexts } from "@tributary/embedding";
import { SearchError } from "@tributary/search";
import type { IndexQuality } from "@tributary/validation";
import type { Services } from "../services.ts";
import { type KnownItem, knownItems } from "./known-items.ts";
import type { OpenIndex } from "./search-indexes.ts";

/** Queries the indexes are compared by, at most. */
const QUERIES_MAX = 200;

/** Documents they are made of, at most: some offer none. */
const SAMPLE_MAX = 400;

/** Results looked at. */
const DEPTH = 10;

/** How much worse, in MRR or recall, an index may be that becomes active by itself. */
const TOLERANCE = 0.05;

/** Compares an index that was built with the active one, over queries made of the documents both hold. */
export async function compareQuality(services: Services, built: SearchIndex): Promise<IndexQuality> {
  const { database, indexes } = services;
  const { workspaceId, id } = built;
  const documents = await searchIndexes.sample(database, { workspaceId, id, limit: SAMPLE_MAX });
  const items = knownItems(documents).slice(0, QUERIES_MAX);
  const active = await indexes.active(workspaceId);
  await active.ensure();
  const old = await measure(services, active, items, true);
  const measured = await measure(services, indexes.open(built), items, false);
  const passed =
    measured.scores.mrr >= old.scores.mrr - TOLERANCE && measured.scores.recall >= old.scores.recall - TOLERANCE;
  return { queries: items.length, old: old.scores, new: measured.scores, oldByWordsOnly: old.byWordsOnly, passed };
}

async function measure(services: Services, index: OpenIndex, items: readonly KnownItem[], byWordsAllowed: boolean) {
  const vectors = await queryVectors(services, index, items).catch((error) => {
    // What people get today is what the new index has to match.
    if (byWordsAllowed && error instanceof EmbeddingError) return null;
    throw error;
  });
  const search = index.searchWith(vectors);
  let [reciprocal, found] = [0, 0];
  for (const { query, documentId } of items) {
    const rank = await rankOf(query, documentId, (request) => search({ ...request, namespace: index.namespace }));
    if (rank === 0) continue;
    reciprocal += 1 / rank;
    found += 1;
  }
  const share = (sum: number) => (items.length === 0 ? 0 : Number((sum / items.length).toFixed(4)));
  return { scores: { mrr: share(reciprocal), recall: share(found) }, byWordsOnly: vectors === null };
}

/** The rank of the document, from 1; 0 when it is not among the first. */
async function rankOf(
  query: string,
  documentId: string,
  search: (request: { query: string; limit: number }) => ReturnType<ReturnType<OpenIndex["searchWith"]>>,
): Promise<number> {
  try {
    const { results } = await search({ query, limit: DEPTH });
    return results.findIndex((result) => result.documentId === documentId) + 1;
  } catch (error) {
    if (error instanceof SearchError) return 0;
    throw error;
  }
}

/** All queries embedded together: one or two calls instead of hundreds. */
async function queryVectors({ database, indexes }: Services, index: OpenIndex, items: readonly KnownItem[]) {
  const embedder = await indexes.embedder(index.description);
  const texts = items.map(({ query }) => query);
  const cache = createEmbeddingCache(database);
  const { vectors } = await embedTexts({ embedder, cache, texts, inputType: "query" });
  return new Map(texts.map((text, position) => [text, vectors[position] as Float32Array]));
}
