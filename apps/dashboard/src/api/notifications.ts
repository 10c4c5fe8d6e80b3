import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** What people are told of, and where. */
export type Preferences = components["schemas"]["NotificationPreferences"];
/** What people can be told of. */
export type Topic = Preferences["topics"][number];
/** What is to change; what is left out stays. */
export type PreferencesChange = components["schemas"]["NotificationPreferencesChange"];

/** What people are told of, and where. */
export const preferencesQuery = queryOptions({
  queryKey: ["notification-preferences"],
  queryFn: ({ signal }) => answer(api.GET("/v1/notification-preferences", { signal })),
});

/** Changes what is given. Throws ApiProblem, with nothing changed, for what cannot be used. */
export async function changePreferences(change: PreferencesChange): Promise<Preferences> {
  const kept = await answer(api.PUT("/v1/notification-preferences", { body: change }));
  queryClient.setQueryData(preferencesQuery.queryKey, kept);
  return kept;
}

/** Has a message sent everywhere that is set up. */
export async function sendTest(): Promise<void> {
  await answer(api.POST("/v1/notification-preferences/test"));
}
