import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** A document with its whole text and how it is held. */
export type HeldDocument = components["schemas"]["HeldDocument"];

/** One relation of a document, with what says so. */
export type Relation = components["schemas"]["RelatedDocument"];

const TEXT_FRESH_MS = 15_000;
/** How often a document is looked at that waits to be indexed. */
const PENDING_LOOK_MS = 3_000;

/** A document with its whole text. */
export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["documents", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/v1/documents/{id}", { signal, params: { path: { id } } })),
    staleTime: TEXT_FRESH_MS,
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? PENDING_LOOK_MS : false),
  });

/** What a document has to do with others, the strongest first. */
export const relatedQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: ["documents", "related", id, { limit }],
    // The client makes lists of pairs.
    queryFn: ({ signal }): Promise<{ related: Relation[] }> =>
      answer(
        api.GET("/v1/documents/{id}/related", { signal, params: { path: { id }, query: { limit } } }),
      ) as Promise<never>,
    staleTime: TEXT_FRESH_MS,
    select: ({ related }) => related,
    // The relations of one document never stand beside another: only a longer list of the same one may wait with the shorter.
    placeholderData: (previous, before) => (before?.queryKey[2] === id ? keepPreviousData(previous) : undefined),
  });

/** Asks for a document that failed to be read and indexed again. Throws ApiProblem. */
export async function retryDocument(id: string) {
  const retried = await answer(api.POST("/v1/documents/{id}/retry", { params: { path: { id } } }));
  await queryClient.invalidateQueries({ queryKey: ["documents"] });
  await queryClient.invalidateQueries({ queryKey: ["jobs"] });
  return retried;
}
