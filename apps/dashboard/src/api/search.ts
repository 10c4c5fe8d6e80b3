import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components, paths } from "./schema.ts";

/** What a search asks for. */
export type SearchRequest = paths["/v1/search"]["get"]["parameters"]["query"];

/** What a search answers. */
export type SearchAnswer = components["schemas"]["SearchAnswer"];

/** One hit of a search. */
export type Hit = components["schemas"]["SearchResult"];

const VALUES_FRESH_MS = 30_000;
const ANSWERS_KEPT_MS = 60_000;

/**
 * A search, with how each hit's score came about. What was found before stays until the answer is there; a search that
 * nobody waits for any more is given up.
 */
export const searchQuery = (request: SearchRequest) =>
  queryOptions({
    queryKey: ["search", request],
    // The client makes lists of pairs.
    queryFn: ({ signal }): Promise<SearchAnswer> =>
      answer(api.GET("/v1/search", { signal, params: { query: { ...request, explain: "true" } } })) as Promise<never>,
    enabled: request.q !== "",
    placeholderData: keepPreviousData,
    gcTime: ANSWERS_KEPT_MS,
  });

/** What each filter of the search can be set to, the most frequent first; `q` leaves the values with such a word. */
export const searchValuesQuery = (q = "") =>
  queryOptions({
    queryKey: ["search", "values", q],
    queryFn: ({ signal }) => answer(api.GET("/v1/search/values", { signal, params: { query: q === "" ? {} : { q } } })),
    placeholderData: keepPreviousData,
    staleTime: VALUES_FRESH_MS,
  });
