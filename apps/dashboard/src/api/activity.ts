import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** Who did what, to what, when. */
export type Activity = components["schemas"]["Activity"];

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
