import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** A deletion of more than a quarter of a source: held until somebody decides, or what became of it. */
export type LargeDeletion = components["schemas"]["LargeDeletion"];

const LOOK_MS = 10_000;

/** The large deletions of a source: the one that is held first, each with its first 100 documents. */
export const deletionsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["deletions", sourceId],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/sources/{id}/deletions", { signal, params: { path: { id: sourceId } } })),
    select: ({ deletions }) => deletions,
    refetchInterval: LOOK_MS,
  });

/** Releases the deletion that was shown, or keeps its documents. Throws ApiProblem 409 when another one is held by now. */
export function decideDeletion({ sourceId, fingerprint }: LargeDeletion, decision: "release" | "keep") {
  return answer(
    api.POST("/v1/sources/{id}/deletions/confirm", {
      params: { path: { id: sourceId } },
      body: { decision, fingerprint },
    }),
  );
}

/** Brings back what a deletion removed; says how many documents. */
export function undoDeletion({ sourceId, id }: LargeDeletion) {
  return answer(
    api.POST("/v1/sources/{id}/deletions/{deletionId}/undo", { params: { path: { id: sourceId, deletionId: id } } }),
  );
}

/** The newest large deletions of all connected sources, those that are held first. */
export const allDeletionsQuery = queryOptions({
  queryKey: ["deletions", "all"],
  queryFn: ({ signal }) => answer(api.GET("/v1/deletions", { signal })),
  select: ({ deletions }) => deletions,
  refetchInterval: LOOK_MS,
});
