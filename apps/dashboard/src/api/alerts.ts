import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** Something that is or was wrong. */
export type Alert = components["schemas"]["Alert"];
/** Open, seen by somebody, or over. */
export type AlertState = Alert["state"];

const LOOK_MS = 15_000;

/** Most alerts that are listed: what the server gives at once. */
export const ALERTS_SHOWN = 200;

/** The newest alerts, all or in one state. */
export const alertsQuery = (state: AlertState | undefined) =>
  queryOptions({
    queryKey: ["alerts", "list", state ?? "all"],
    queryFn: ({ signal }) =>
      answer(api.GET("/v1/alerts", { signal, params: { query: { limit: ALERTS_SHOWN, ...(state && { state }) } } })),
    select: ({ alerts }) => alerts,
    refetchInterval: LOOK_MS,
    placeholderData: keepPreviousData,
  });

/** One alert. Fails with ApiProblem 404 when there is none of this id. */
export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ["alerts", "one", id],
    queryFn: ({ signal }) => answer(api.GET("/v1/alerts/{id}", { signal, params: { path: { id } } })),
    select: ({ alert }) => alert,
    refetchInterval: LOOK_MS,
  });

/** Says that somebody has seen it (`acknowledge`), or that it is over (`resolve`). */
export async function settleAlert(id: string, action: "acknowledge" | "resolve"): Promise<void> {
  const at = { params: { path: { id } } };
  try {
    await (action === "acknowledge"
      ? answer(api.POST("/v1/alerts/{id}/acknowledge", at))
      : answer(api.POST("/v1/alerts/{id}/resolve", at)));
  } finally {
    await queryClient.invalidateQueries({ queryKey: ["alerts"] });
  }
}
