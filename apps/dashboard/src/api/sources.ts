import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";

/** The connected sources, or with `archived` those that were disconnected too. */
export const sourcesQuery = (archived = false) =>
  queryOptions({
    queryKey: ["sources", "list", { archived }],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/sources", { signal, params: { query: archived ? { archived: "true" as never } : {} } })),
    select: ({ sources }) => sources,
  });

/** What is connected, how much of it is searchable, what runs. Looked at again every few seconds while it is shown. */
export const statusQuery = queryOptions({
  queryKey: ["sources", "status"],
  queryFn: ({ signal }) => answer(api.GET("/v1/status", { signal })),
  refetchInterval: 4_000,
});
