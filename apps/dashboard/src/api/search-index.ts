import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** The index that is searched, the one that is configured, and what is done about the difference. */
export type IndexStatus = components["schemas"]["IndexStatus"];
/** What an index is made with. */
export type IndexDescription = components["schemas"]["IndexDescription"];
/** An index that is built beside the active one, or waits for a person. */
export type Rebuild = components["schemas"]["IndexRebuild"];
/** What building the configured index would take. */
export type IndexPreview = components["schemas"]["IndexPreview"];

const LOOK_MS = 10_000;
const BUILDING_LOOK_MS = 2_000;

/** The state of the search index, looked at often while another is built. */
export const indexQuery = queryOptions({
  queryKey: ["index", "status"],
  queryFn: ({ signal }) => answer(api.GET("/v1/index", { signal })),
  refetchInterval: ({ state }) => (state.data?.rebuild?.state === "building" ? BUILDING_LOOK_MS : LOOK_MS),
});

/** What building would take: every document is cut and counted for it, so it is asked only when somebody wants to know. */
export const indexPreviewQuery = queryOptions({
  queryKey: ["index", "preview"],
  queryFn: ({ signal }) => answer(api.GET("/v1/index/preview", { signal })),
  staleTime: 60_000,
  refetchOnWindowFocus: false,
});

/** Builds the configured index, or goes on with one that failed. */
export const buildIndex = () => change(answer(api.POST("/v1/index/rebuild")));

/** Makes the index that was held the one that is searched, whatever the comparison says. */
export const switchIndex = () => change(answer(api.POST("/v1/index/switch")));

/** Gives up the index that is built or held. */
export const dropIndex = () => change(answer(api.DELETE("/v1/index/rebuild")));

async function change(asked: Promise<IndexStatus>): Promise<void> {
  try {
    queryClient.setQueryData(indexQuery.queryKey, await asked);
  } finally {
    await queryClient.invalidateQueries({ queryKey: ["index", "status"] });
  }
}
