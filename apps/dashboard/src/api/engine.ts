import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** Who runs the workflows, and how they are doing. */
export type EngineHealth = components["schemas"]["WorkflowsHealth"];

const LOOK_MS = 5_000;

/** How the workflows are doing. */
export const engineQuery = queryOptions({
  queryKey: ["workflows", "health"],
  queryFn: ({ signal }) => answer(api.GET("/v1/workflows", { signal })),
  refetchInterval: LOOK_MS,
});
