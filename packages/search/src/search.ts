import type { Embedder } from "@tributary/embedding";
import { RESULTS_MAX, type SearchAnswer, type SearchNotice } from "@tributary/validation";
import type { Namespace, VectorFilter, VectorHit, VectorStore } from "@tributary/vector-store";
import { LRUCache } from "lru-cache";
import { SearchError } from "./error.ts";
import { createDemandCheck, demandTerms, isDemanding, narrow } from "./query/demands.ts";
import { type ParsedQuery, parseQuery } from "./query/parse-query.ts";
import { type QueryRequest, readQuery } from "./query/read-query.ts";
import type { QueryCache } from "./query-cache.ts";
import { diversify } from "./ranking/diversify.ts";
import { createEvidenceReader, type Evidence, weighTerms } from "./ranking/evidence.ts";
import { fuse } from "./ranking/fuse.ts";
import { type RankedDocument, rankDocuments } from "./ranking/rank-documents.ts";
import { type Reranker, rerankDocuments } from "./ranking/rerank.ts";
import { toResult } from "./results/result.ts";
import { untilAborted } from "./until-aborted.ts";

export type { SearchAnswer, SearchNotice };

const LIMIT_DEFAULT = 10;

/** Chunks asked of each side, at least and per result: a document may take several. */
const CANDIDATES_MIN = 100;
const CANDIDATES_PER_RESULT = 4;

/** Chunks asked of the lexical side when only some will do: a phrase of common words is not always among the first hundred. */
const CANDIDATES_DEMANDED = 1_000;

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

/** Documents a reranker puts in order, unless more are asked for. */
const RERANKED_MIN = 50;
/** How long a search waits for a reranker unless told otherwise; without it the results are good, only not the best. */
const RERANK_TIMEOUT_MS = 3_000;

/** Vectors of queries kept: asking for the next ten results, or with another filter, embeds nothing again. */
const QUERY_VECTORS_MAX = 1_000;

/** What a search is built of. */
export interface SearchOptions {
  /** Holds records whose `lexical` was made by `lexicalText`. */
  readonly store: VectorStore;
  /** The embedder the records' vectors were made with. */
  readonly embedder: Embedder;
  /** What the dense side counts beside the lexical 1; by default 0.05 for a lexical embedder and 1 for a semantic one. */
  readonly denseWeight?: number;
  /** Puts the best 50 documents in its own order; none unless given. */
  readonly reranker?: Reranker;
  /** How long the reranker may take, in milliseconds, before its order is done without; 3,000 unless given. */
  readonly rerankTimeoutMs?: number;
  /** Answers a repeated query; none unless given. Writes must go through its `watch(store)`. */
  readonly cache?: QueryCache;
  /** Milliseconds since the epoch; defaults to Date.now. */
  readonly now?: () => number;
}

/** What to search for, where, and how much of it to return. */
export interface SearchRequest {
  readonly namespace: Namespace;
  /**
   * At most 1,000 characters, with at least one letter, digit or emoji beside its filters. `"exact phrase"`, `symbol:`,
   * `path:`, `source:`, `type:`, `repo:`, `author:`, `state:`, `after:` and `before:` demand, the same with `-` in front
   * forbid.
   */
  readonly query: string;
  /** Most results, a whole number from 1 to 100; 10 unless given. */
  readonly limit?: number;
  readonly filter?: VectorFilter;
  /** Whether each result says how its score came about. */
  readonly explain?: boolean;
  readonly signal?: AbortSignal;
}

/** Searches what a store holds. */
export interface Search {
  /**
   * The documents that match the query, best first, each once, those that say the same folded into one; and what the
   * person asking should know about them. Throws `SearchError` for a request it cannot run, the store's and the
   * embedder's own errors, and the signal's reason as soon as it aborts. A reranker that fails costs its order only.
   */
  search(request: SearchRequest): Promise<SearchAnswer>;
}

/** Builds hybrid search over a store and an embedder; throws `SearchError` `invalid-options` for a weight below 0. */
export function createSearch(options: SearchOptions): Search {
  const { store, embedder, reranker, cache, now = Date.now, rerankTimeoutMs = RERANK_TIMEOUT_MS } = options;
  const denseWeight = options.denseWeight ?? DENSE_WEIGHTS[embedder.kind ?? "semantic"];
  if (!(denseWeight >= 0 && denseWeight < Number.POSITIVE_INFINITY)) {
    throw new SearchError("invalid-options", `denseWeight must be a number of at least 0, got ${denseWeight}.`);
  }
  const lowest = embedder.kind === "lexical" ? CHANCE / Math.sqrt(embedder.dimensions) : -1;
  const fusion = { dense: denseWeight, lexical: 1, rankConstant: RANK_CONSTANT };
  const vectors = new LRUCache<string, Float32Array>({ max: QUERY_VECTORS_MAX });

  const embed = async (text: string, signal: AbortSignal | undefined): Promise<Float32Array | undefined> => {
    const known = vectors.get(text);
    if (known !== undefined) return known;
    const [vector] = await embedder.embed([text], { inputType: "query", ...(signal !== undefined && { signal }) });
    if (vector !== undefined) vectors.set(text, vector);
    return vector;
  };

  const findDense = async (words: string, { namespace, signal }: SearchRequest, narrowed: Narrowed) => {
    if (denseWeight === 0 || words === "") return [];
    const vector = await embed(words.toWellFormed(), signal);
    if (vector === undefined) return [];
    const hits = await store.query(namespace, { ...narrowed, by: "vector", vector });
    return hits.filter(({ score }) => score >= lowest);
  };

  /** Everything that meets the request, ranked. */
  const find = async (asked: QueryRequest, query: ParsedQuery, limit: number, request: SearchRequest) => {
    const filter = narrow(request.filter ?? {}, asked.filter);
    if (filter === null) return { ranked: [], weights: new Map<string, number>() };
    const demanding = isDemanding(asked);
    const usual = Math.max(CANDIDATES_MIN, limit * CANDIDATES_PER_RESULT);
    const filtered = Object.keys(filter).length > 0 ? { filter } : {};
    const terms = [query.lexical, ...demandTerms(asked)].join(" ");
    const meets = demanding ? createDemandCheck(asked) : () => true;
    const read = createEvidenceReader(query);
    const findLexical = async () => {
      const most = demanding ? CANDIDATES_DEMANDED : usual;
      const hits = await store.query(request.namespace, { limit: most, ...filtered, by: "terms", terms });
      const met = hits.filter(meets);
      // Where the dense side counts less, these are nearly all that is read: no need to wait for it.
      if (denseWeight < 1) for (const hit of met.slice(0, READ_MAX)) read(hit);
      return met;
    };
    const [dense, lexical] = await untilAborted(
      Promise.all([findDense(asked.words, request, { limit: usual, ...filtered }), findLexical()]),
      request.signal,
    );
    return rank(query, dense.filter(meets), lexical, read);
  };

  const rank = (
    query: ParsedQuery,
    dense: readonly VectorHit[],
    lexical: readonly VectorHit[],
    read: (hit: VectorHit) => Evidence,
  ) => {
    const hits = fuse(dense, lexical, fusion);
    const evidence = new Map(hits.slice(0, READ_MAX).map(({ hit }) => [hit.id, read(hit)]));
    const weights = weighTerms(query, [...evidence.values()]);
    return { ranked: rankDocuments(query, hits, evidence, weights, now()), weights };
  };

  const rerank = async (words: string, ranked: RankedDocument[], limit: number, request: SearchRequest) => {
    if (reranker === undefined || ranked.length < 2) return { ranked, notices: [] };
    const timeout = AbortSignal.timeout(rerankTimeoutMs);
    const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
    try {
      const depth = Math.max(RERANKED_MIN, limit);
      const reranked = await untilAborted(rerankDocuments(reranker, words, ranked, { depth, signal }), signal);
      return { ranked: reranked, notices: [] };
    } catch (error) {
      request.signal?.throwIfAborted();
      return { ranked, notices: [rerankNotice(reranker, timeout.aborted ? rerankTimeoutMs : null, error)] };
    }
  };

  const answer = async (request: SearchRequest, limit: number): Promise<SearchAnswer> => {
    const asked = readQuery(request.query, now());
    const query = parseQuery(asked.words, [...asked.symbols, ...asked.paths]);
    const notices: SearchNotice[] = [];
    let found = await find(asked, query, limit, request);
    if (found.ranked.length === 0 && asked.phrases.length > 0) {
      found = await find({ ...asked, phrases: [] }, query, limit, request);
      if (found.ranked.length > 0) notices.push(phraseNotice(asked.phrases));
    }
    const reranked = await rerank(asked.words, found.ranked, limit, request);
    const results = diversify(reranked.ranked, limit).map((document) =>
      toResult(document, query, found.weights, request.explain ?? false),
    );
    return { results, notices: [...notices, ...reranked.notices] };
  };

  return {
    async search(request) {
      const { namespace, filter, signal, limit = LIMIT_DEFAULT, explain = false } = request;
      if (!Number.isInteger(limit) || limit < 1 || limit > RESULTS_MAX) {
        throw new SearchError(
          "invalid-options",
          `limit must be a whole number from 1 to ${RESULTS_MAX}, got ${limit}.`,
        );
      }
      signal?.throwIfAborted();
      const key = JSON.stringify([request.query, limit, explain, filter]);
      const known = cache?.get(namespace, key);
      if (known !== undefined) return known;
      const keep = cache?.prepare(namespace, key);
      const answered = await answer(request, limit);
      // An answer in the order of a reranker that failed is not worth repeating.
      if (!answered.notices.some(({ code }) => code === "reranker-failed")) keep?.(answered);
      return answered;
    },
  };
}

interface Narrowed {
  readonly limit: number;
  readonly filter?: VectorFilter;
}

function phraseNotice(phrases: readonly string[]): SearchNotice {
  const quoted = phrases.map((phrase) => `"${phrase}"`).join(" and ");
  return { code: "phrase-not-found", message: `Nothing has ${quoted} word for word: these have the words.` };
}

function rerankNotice({ model }: Reranker, timedOutMs: number | null, error: unknown): SearchNotice {
  const reason =
    timedOutMs !== null
      ? `did not answer within ${timedOutMs / 1_000} seconds.`
      : `failed: ${error instanceof Error ? error.message : String(error)}`;
  return { code: "reranker-failed", message: `The results are in their first order: ${model} ${reason}` };
}
