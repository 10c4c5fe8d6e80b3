import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components, paths } from "./schema.ts";

/** A run of the embedded engine, as lists have it. */
export type WorkflowRun = components["schemas"]["WorkflowRun"];

/** A run with what went in, what came out and each of its steps. */
export type WorkflowRunDetails = components["schemas"]["WorkflowRunDetails"];

/** One step of a run. */
export type WorkflowStep = components["schemas"]["WorkflowStep"];

/** A value as JSON text; `cut` where it is only the beginning. */
export type WorkflowPayload = components["schemas"]["WorkflowPayload"];

/** Why a run, a step or an attempt failed. */
export type WorkflowError = components["schemas"]["WorkflowError"];

/** A function of the engine, and what starts it. */
export type WorkflowFunction = components["schemas"]["WorkflowFunctions"]["functions"][number];

/** What runs can be narrowed to; `id` is any part of a run's id. */
export interface WorkflowRunFilter {
  readonly status?: WorkflowRun["status"];
  readonly function?: string;
  readonly id?: string;
}

type RunsRequest = NonNullable<paths["/v1/workflows/runs"]["get"]["parameters"]["query"]>;

/** How many runs a page of the list holds. */
export const WORKFLOW_RUNS_PAGE = 50;

/** The server gives no more at once. */
const RUNS_MAX = 200;
const NEWEST_MS = 3_000;
const FOLLOWED_MS = 2_000;
const LIVE_MS = 1_000;
/** A run with many steps is some hundred kB to read: it is asked for less often. */
const LARGE_LIVE_MS = 3_000;
const LARGE_STEPS = 300;
const LATELY_FRESH_MS = 30_000;

/** Whether a run can still change. */
export function isRunActive({ status }: Pick<WorkflowRun, "status">): boolean {
  return status === "queued" || status === "running";
}

/** A page of runs, the newest first. Throws ApiProblem. */
export function listWorkflowRuns(query: RunsRequest, signal?: AbortSignal) {
  return answer(api.GET("/v1/workflows/runs", { ...(signal && { signal }), params: { query } }));
}

/** The runs that came last, looked at every few seconds. */
export const newestWorkflowRunsQuery = (filter: WorkflowRunFilter) =>
  queryOptions({
    queryKey: ["workflows", "newest", filter],
    queryFn: async ({ signal }) => (await listWorkflowRuns({ ...filter, limit: WORKFLOW_RUNS_PAGE }, signal)).runs,
    refetchInterval: NEWEST_MS,
  });

/** One run as lists have it, looked at until it is over. */
export const followedWorkflowRunQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflows", "followed", id],
    queryFn: async ({ signal }) => (await listWorkflowRuns({ id, limit: 1 }, signal)).runs[0] ?? null,
    refetchInterval: ({ state }) => (state.data && !isRunActive(state.data) ? false : FOLLOWED_MS),
  });

/** A run with its steps, every second until it is over. */
export const workflowRunQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflows", "run", id],
    queryFn: ({ signal }): Promise<WorkflowRunDetails> =>
      answer(api.GET("/v1/workflows/runs/{id}", { signal, params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => {
      if (!data || !isRunActive(data)) return false;
      return data.steps.length > LARGE_STEPS ? LARGE_LIVE_MS : LIVE_MS;
    },
    // A run that is over never changes again.
    staleTime: ({ state }) => (state.data && !isRunActive(state.data) ? Number.POSITIVE_INFINITY : 0),
  });

/** The functions of the engine, by their ids. */
export const workflowFunctionsQuery = queryOptions({
  queryKey: ["workflows", "functions"],
  queryFn: ({ signal }) => answer(api.GET("/v1/workflows/functions", { signal })),
  select: ({ functions }) => functions.toSorted((one, other) => one.id.localeCompare(other.id)),
  staleTime: LATELY_FRESH_MS,
});

/** As many of the newest runs as the server gives at once. */
export const latelyQuery = queryOptions({
  queryKey: ["workflows", "lately"],
  queryFn: async ({ signal }) => (await listWorkflowRuns({ limit: RUNS_MAX }, signal)).runs,
  staleTime: LATELY_FRESH_MS,
  placeholderData: keepPreviousData,
});

/** Stops a run; a step that is running ends first. `cancelled` false: it was over already. Throws ApiProblem. */
export async function cancelWorkflowRun(id: string) {
  const done = await answer(api.POST("/v1/workflows/runs/{id}/cancel", { params: { path: { id } } }));
  await queryClient.invalidateQueries({ queryKey: ["workflows"] });
  await queryClient.invalidateQueries({ queryKey: ["jobs"] });
  return done;
}

/** Runs it again with the same event; from a step, with what the steps before it gave. Throws ApiProblem. */
export async function rerunWorkflow(id: string, fromStepId?: string) {
  const body = fromStepId === undefined ? {} : { fromStepId };
  const done = await answer(api.POST("/v1/workflows/runs/{id}/rerun", { params: { path: { id } }, body }));
  await queryClient.invalidateQueries({ queryKey: ["workflows"] });
  return done;
}
