import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** A kind of source that can be connected, with what its forms ask for. */
export type SourceKind = components["schemas"]["SourceKind"];

/** Every kind of source there is, with what its forms ask for; the same for as long as the server runs. */
export const sourceKindsQuery = queryOptions({
  queryKey: ["source-kinds"],
  queryFn: ({ signal }) => answer(api.GET("/v1/source-kinds", { signal })),
  staleTime: 60 * 60 * 1_000,
  select: ({ kinds }) => kinds,
});

/** Says how people write a kind of source: `GitHub` of `github`. */
export function useKindName(): (kind: string) => string {
  const { data = [] } = useQuery(sourceKindsQuery);
  return (kind) => data.find((one) => one.kind === kind)?.name ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}
