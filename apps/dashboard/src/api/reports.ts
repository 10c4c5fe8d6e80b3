import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import type { components } from "./schema.ts";

/** A summary of an hour or a day, as lists show it. */
export type ReportSummary = components["schemas"]["ReportSummary"];

/** A summary with its figures and as a text, in Markdown. */
export type Report = components["schemas"]["Report"];

const PAGE = 20;

/** Reports of days or of hours, the newest first, in pages. */
export const reportsQuery = (period: ReportSummary["period"]) =>
  infiniteQueryOptions({
    queryKey: ["reports", "list", period],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) => {
      const query = { period, limit: PAGE, ...(pageParam !== null && { before: pageParam }) };
      return (await answer(api.GET("/v1/reports", { signal, params: { query } }))).reports;
    },
    getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.startsAt ?? null)),
    select: ({ pages }) => pages.flat(),
  });

/** A report with its text. A report never changes. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["reports", "one", id],
    // The route also answers Markdown, to who asks for it.
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/reports/{id}", { signal, params: { path: { id } } })) as Promise<Report>,
    staleTime: Number.POSITIVE_INFINITY,
  });
