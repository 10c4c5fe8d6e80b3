import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** An hour and what happened in it; `partial`: it is not over. */
export type MetricsHour = components["schemas"]["MetricsAnswer"]["hours"][number];
/** What happened in a stretch of time. */
export type Metrics = components["schemas"]["HourlyMetrics"];

const LOOK_MS = 60_000;
/** A month of hours is much to ask for every minute, and changes little. */
const LONG_LOOK_MS = 300_000;
const LONG_HOURS = 24;

/** What happened in each of the last hours (720 at most), oldest first, and in the one that is not over. */
export const metricsQuery = (hours: number) =>
  queryOptions({
    queryKey: ["metrics", hours],
    queryFn: ({ signal }) => answer(api.GET("/v1/metrics", { signal, params: { query: { hours, current: "true" } } })),
    select: ({ hours: found }) => found,
    refetchInterval: hours > LONG_HOURS ? LONG_LOOK_MS : LOOK_MS,
    placeholderData: keepPreviousData,
  });
