import type { Embedder } from "@tributary/embedding";
import { RESULTS_MAX, type SearchResult } from "@tributary/validation";
import type { Namespace, VectorFilter, VectorHit, VectorStore } from "@tributary/vector-store";
import { SearchError } from "./error.ts";
import { createEvidenceReader, weighTerms } from "./evidence.ts";
import { fuse } from "./fuse.ts";
import { type ParsedQuery, parseQuery } from "./parse-query.ts";
import { rankDocuments } from "./rank-documents.ts";
import { toResult } from "./result.ts";
import { untilAborted } from "./until-aborted.ts";

const LIMIT_DEFAULT = 10;

/** Chunks asked of each side, at least and per result: a document may take several. */
const CANDIDATES_MIN = 100;
const CANDIDATES_PER_RESULT = 4;

/** Chunks read for evidence; the others keep their fused rank. Reading 40 found fewer, reading 100 hardly more. */
const READ_MAX = 60;

/** The k of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, who take 60: evidence then decides more than rank). */
const RANK_CONSTANT = 120;

/** What the dense side counts beside the lexical 1: a lexical model repeats what BM25 knows better, a semantic one does not. */
const DENSE_WEIGHTS = { lexical: 0.05, semantic: 1 } as const;

/**
 * Two texts that share nothing have a cosine of about ±1 / √dimensions in a hashed space: below three times that a lexical
 * dense hit is chance, and a query for a word nobody wrote would return whatever came up.
 */
const CHANCE = 3;

/** What a search is built of. */
export interface SearchOptions {
  /** Holds records whose `lexical` was made by `lexicalText`. */
  readonly store: VectorStore;
  /** The embedder the records' vectors were made with. */
  readonly embedder: Embedder;
  /** What the dense side counts beside the lexical 1; by default 0.05 for a lexical embedder and 1 for a semantic one. */
  readonly denseWeight?: number;
}

/** What to search for, where, and how much of it to return. */
export interface SearchRequest {
  readonly namespace: Namespace;
  /** At most 1,000 characters, with at least one letter, digit or emoji. */
  readonly query: string;
  /** Most results, a whole number from 1 to 100; 10 unless given. */
  readonly limit?: number;
  readonly filter?: VectorFilter;
  readonly signal?: AbortSignal;
}

/** Searches what a store holds. */
export interface Search {
  /**
   * The documents that match the query, best first, each once. Throws `SearchError` for a request it cannot run, the
   * store's and the embedder's own errors, and the signal's reason as soon as it aborts.
   */
  search(request: SearchRequest): Promise<SearchResult[]>;
}

/** Builds hybrid search over a store and an embedder; throws `SearchError` `invalid-options` for a weight below 0. */
export function createSearch(options: SearchOptions): Search {
  const { store, embedder } = options;
  const denseWeight = options.denseWeight ?? DENSE_WEIGHTS[embedder.kind ?? "semantic"];
  if (!(denseWeight >= 0 && denseWeight < Number.POSITIVE_INFINITY)) {
    throw new SearchError("invalid-options", `denseWeight must be a number of at least 0, got ${denseWeight}.`);
  }
  const lowest = embedder.kind === "lexical" ? CHANCE / Math.sqrt(embedder.dimensions) : -1;
  const fusion = { dense: denseWeight, lexical: 1, rankConstant: RANK_CONSTANT };

  const findDense = async ({ namespace, query, signal }: SearchRequest, narrowed: Narrowed): Promise<VectorHit[]> => {
    if (denseWeight === 0) return [];
    const [vector] = await embedder.embed([query.toWellFormed()], {
      inputType: "query",
      ...(signal !== undefined && { signal }),
    });
    if (vector === undefined) return [];
    const hits = await store.query(namespace, { ...narrowed, by: "vector", vector });
    return hits.filter(({ score }) => score >= lowest);
  };

  return {
    async search(request) {
      const { namespace, filter, signal, limit = LIMIT_DEFAULT } = request;
      if (!Number.isInteger(limit) || limit < 1 || limit > RESULTS_MAX) {
        throw new SearchError(
          "invalid-options",
          `limit must be a whole number from 1 to ${RESULTS_MAX}, got ${limit}.`,
        );
      }
      const query = parseQuery(request.query);
      signal?.throwIfAborted();
      const narrowed = {
        limit: Math.max(CANDIDATES_MIN, limit * CANDIDATES_PER_RESULT),
        ...(filter !== undefined && { filter }),
      };
      const [dense, lexical] = await untilAborted(
        Promise.all([
          findDense(request, narrowed),
          store.query(namespace, { ...narrowed, by: "terms", terms: query.lexical }),
        ]),
        signal,
      );
      return rank(query, fuse(dense, lexical, fusion), limit);
    },
  };
}

interface Narrowed {
  readonly limit: number;
  readonly filter?: VectorFilter;
}

function rank(query: ParsedQuery, hits: ReturnType<typeof fuse>, limit: number): SearchResult[] {
  const read = createEvidenceReader(query);
  const evidence = new Map(hits.slice(0, READ_MAX).map(({ hit }) => [hit.id, read(hit)]));
  const weights = weighTerms(query, [...evidence.values()]);
  return rankDocuments(query, hits, evidence, weights)
    .slice(0, limit)
    .map((document) => toResult(document, query, weights));
}
