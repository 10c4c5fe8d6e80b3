import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** One limit of a provider's API, as the provider last said. */
export type Budget = components["schemas"]["Budget"];

const LOOK_MS = 10_000;

/** What the APIs of the sources allow at the moment; empty until one was asked since the server started. */
export const budgetsQuery = queryOptions({
  queryKey: ["budgets"],
  queryFn: ({ signal }) => answer(api.GET("/v1/budgets", { signal })),
  select: ({ budgets }) => budgets,
  refetchInterval: LOOK_MS,
});
