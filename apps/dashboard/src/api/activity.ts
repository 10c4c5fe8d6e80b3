import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { paths } from "./schema.ts";

/** Who did what, to what, when. */
export type Activity =
  paths["/v1/activity"]["get"]["responses"][200]["content"]["application/json"]["activity"][number];

const PAGE = 100;

/** The audit trail, the newest first, in pages. */
export const activityQuery = infiniteQueryOptions({
  queryKey: ["activity"],
  initialPageParam: null as string | null,
  queryFn: ({ signal, pageParam }) =>
    answer(
      api.GET("/v1/activity", {
        signal,
        params: { query: { limit: PAGE, ...(pageParam !== null && { before: pageParam }) } },
      }),
    ),
  getNextPageParam: ({ next }) => next,
  select: ({ pages }) => pages.flatMap(({ activity }) => activity),
});
