import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** A connected source, or one that was disconnected. */
export type Source = components["schemas"]["Source"];
/** A connected source with its documents in numbers and its newest run. */
export type SourceRow = components["schemas"]["Status"]["sources"][number];
/** One run of a sync. */
export type Job = components["schemas"]["Job"];
/** What exists at a source's provider, what is held of it here, what is searchable. */
export type Completeness = components["schemas"]["Completeness"];
/** What can be changed of a source. */
export type SourceChange = components["schemas"]["ChangeSource"];

const LOOK_MS = 4_000;
/** Adding up a large source takes the server a moment. */
const COMPLETENESS_LOOK_MS = 15_000;
const RUNS_SHOWN = 5;
/** Codes of problems that other credentials mend. */
const ABOUT_CREDENTIALS = ["unauthorized", "forbidden", "corrupt"];

/** Whether a problem of a source is one that other credentials mend. */
export function isAboutCredentials({ code }: NonNullable<Source["problem"]>): boolean {
  return ABOUT_CREDENTIALS.includes(code);
}

const at = (id: string) => ({ params: { path: { id } } });

/** A source, looked at again every few seconds while it is shown. */
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/v1/sources/{id}", { signal, ...at(id) })),
    refetchInterval: LOOK_MS,
  });

/** What exists there, what is held, what is searchable, and why these differ. */
export const completenessQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", "completeness", id],
    queryFn: ({ signal }) => answer(api.GET("/v1/sources/{id}/completeness", { signal, ...at(id) })),
    refetchInterval: COMPLETENESS_LOOK_MS,
  });

/** The newest runs of a source, newest first. */
export const lastRunsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["jobs", "last", sourceId],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/jobs", { signal, params: { query: { sourceId, limit: RUNS_SHOWN } } })),
    select: ({ jobs }) => jobs,
    refetchInterval: LOOK_MS,
  });

/** Has everything about sources and runs asked for again, after something was changed. */
export async function refreshSources(): Promise<void> {
  await Promise.all(
    ["sources", "jobs", "deletions"].map((first) => queryClient.invalidateQueries({ queryKey: [first] })),
  );
}

/** Syncs a source now. `created` false: a sync was queued or running already. */
export function syncSource(id: string, mode: "full" | "incremental") {
  return answer(api.POST("/v1/sources/{id}/sync", { ...at(id), body: { mode } }));
}

/** Changes a source's name, pause, schedule or credentials. Throws ApiProblem, with nothing changed, for what does not work. */
export async function changeSource(id: string, change: SourceChange) {
  const changed = await answer(api.PATCH("/v1/sources/{id}", { ...at(id), body: change }));
  queryClient.setQueryData(sourceQuery(id).queryKey, (known) => known && { ...known, source: changed.source });
  return changed;
}

/** Disconnects a source; says how many documents wait to be restored and until when. */
export function disconnectSource(id: string) {
  return answer(
    api.DELETE("/v1/sources/{id}", {
      params: { path: { id }, query: { reason: "It was disconnected in the dashboard." } },
    }),
  );
}

/** Connects a disconnected source again, with all it held. */
export function restoreSource(id: string, credentials?: Record<string, unknown>) {
  return answer(
    api.POST("/v1/sources/{id}/restore", { ...at(id), body: { sync: true, ...(credentials && { credentials }) } }),
  );
}
