import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { JOBS_PAGE, type JobFilter, listJobs, liveJobsQuery, newestJobsQuery } from "../../api/jobs.ts";
import { mergeRuns } from "./merge-runs.ts";

/** The runs that fit, page by page, with what changed since a page was asked for. */
export function useRuns(filter: JobFilter) {
  const { sourceId, status } = filter;
  const pages = useInfiniteQuery({
    queryKey: ["jobs", "pages", { sourceId, status }],
    queryFn: ({ pageParam, signal }) =>
      listJobs(
        {
          limit: JOBS_PAGE,
          ...(sourceId && { sourceId }),
          ...(status && { status }),
          ...(pageParam && { before: pageParam }),
        },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // What is over stays as it is, and the newest are asked for by themselves.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const over = status !== undefined && status !== "queued" && status !== "running";
  const live = useQuery({ ...liveJobsQuery(filter), enabled: !over });
  const newest = useQuery(newestJobsQuery(filter));
  const { refetch } = pages;
  const merged = useMemo(
    () =>
      mergeRuns({
        pages: pages.data?.pages.flatMap(({ jobs }) => jobs) ?? [],
        newest: newest.data,
        live: over ? [] : live.isPlaceholderData ? undefined : live.data,
        status,
      }),
    [pages.data, newest.data, live.data, live.isPlaceholderData, over, status],
  );
  const stale = merged.stale && !pages.isFetching && !pages.isPlaceholderData;
  useEffect(() => {
    if (stale) void refetch();
  }, [stale, refetch]);
  return { ...pages, runs: merged.runs };
}
