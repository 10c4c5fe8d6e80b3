import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import {
  listWorkflowRuns,
  newestWorkflowRunsQuery,
  WORKFLOW_RUNS_PAGE,
  type WorkflowRunFilter,
} from "../../api/workflows.ts";
import { mergeWorkflowRuns } from "./merge-workflow-runs.ts";

/** How far down somebody may be, in pixels, for a list that begins again not to take away what is read. */
const AT_TOP = 300;

type Page = Awaited<ReturnType<typeof listWorkflowRuns>>;

/** The runs that fit, page by page, with what came since in front. */
export function useWorkflowRuns(filter: WorkflowRunFilter) {
  const client = useQueryClient();
  const queryKey = ["workflows", "pages", filter];
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      listWorkflowRuns({ ...filter, limit: WORKFLOW_RUNS_PAGE, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // What is over stays as it is, and the newest are asked for by themselves.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  const newest = useQuery(newestWorkflowRunsQuery(filter));
  const held = useMemo(() => pages.data?.pages.flatMap(({ runs }) => runs) ?? [], [pages.data]);
  const merged = useMemo(
    () => mergeWorkflowRuns(held, pages.isPlaceholderData ? undefined : newest.data),
    [held, newest.data, pages.isPlaceholderData],
  );
  // Reading all pages again to close a gap would take as long as somebody has scrolled: the list begins again instead.
  const restart = () => {
    client.setQueryData<InfiniteData<Page, string>>(queryKey, (known) =>
      known ? { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) } : known,
    );
    void pages.refetch();
  };
  const { gap } = merged;
  useEffect(() => {
    if (gap && window.scrollY < AT_TOP) restart();
  }, [gap, newest.data]);
  return { ...pages, ...merged, restart };
}
