import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiProblem, answer, api } from "./client.ts";
import { isJobActive } from "./is-job-active.ts";
import { queryClient } from "./query-client.ts";
import type { paths } from "./schema.ts";
import { type Job, refreshSources } from "./source.ts";

/** What runs can be narrowed to. */
export interface JobFilter {
  readonly sourceId?: string;
  readonly status?: Job["status"];
}

type JobsRequest = NonNullable<paths["/v1/jobs"]["get"]["parameters"]["query"]>;

/** How many runs a page of the list holds; the server gives 200 at the most. */
export const JOBS_PAGE = 50;

/** Runs that can still change are this fresh, in milliseconds. */
const LIVE_MS = 2_000;
const NEWEST_MS = 4_000;
const NEWEST_SHOWN = 20;

/** A run as it is now; `useJob` follows it. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }): Promise<Job> =>
      answer(api.GET("/v1/jobs/{id}", { signal, params: { path: { id } } })) as Promise<Job>,
    // A run that is over never changes again.
    staleTime: ({ state }) => (state.data && !isJobActive(state.data) ? Number.POSITIVE_INFINITY : 0),
    retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
  });

/** A page of runs, the newest first. Throws ApiProblem. */
export function listJobs(query: JobsRequest, signal?: AbortSignal) {
  return answer(api.GET("/v1/jobs", { ...(signal && { signal }), params: { query } }));
}

/** The runs that are queued or running, looked at every two seconds. */
export const liveJobsQuery = ({ sourceId, status }: JobFilter) =>
  queryOptions({
    queryKey: ["jobs", "live", { sourceId, status }],
    queryFn: async ({ signal }) => {
      const asked = (["running", "queued"] as const).filter((one) => status === undefined || status === one);
      const found = await Promise.all(
        asked.map((one) => listJobs({ status: one, limit: 100, ...(sourceId && { sourceId }) }, signal)),
      );
      return found.flatMap(({ jobs }) => jobs);
    },
    refetchInterval: LIVE_MS,
    placeholderData: keepPreviousData,
  });

/** The runs that came last, so that a list that was loaded some time ago begins with them. */
export const newestJobsQuery = ({ sourceId, status }: JobFilter) =>
  queryOptions({
    queryKey: ["jobs", "newest-of", { sourceId, status }],
    queryFn: async ({ signal }) =>
      (await listJobs({ limit: NEWEST_SHOWN, ...(sourceId && { sourceId }), ...(status && { status }) }, signal)).jobs,
    refetchInterval: NEWEST_MS,
  });

/** Stops a run that is queued or running. `cancelled` false: it was over already. Throws ApiProblem. */
export async function cancelJob(id: string) {
  const done = await answer(api.POST("/v1/jobs/{id}/cancel", { params: { path: { id } } }));
  queryClient.setQueryData(jobQuery(id).queryKey, done.job);
  await refreshSources();
  return done;
}
