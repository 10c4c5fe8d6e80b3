import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components } from "./schema.ts";

/** An API key as it is listed: never the key itself. */
export type ApiKey = components["schemas"]["ApiKey"];
/** A key that was just made, with the secret that is never shown again. */
export type CreatedKey = components["schemas"]["CreatedApiKey"];

/** The API keys of the workspace, oldest first, revoked ones included. */
export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => answer(api.GET("/v1/keys", { signal })),
  select: ({ keys }) => keys,
});

/** Makes a key. */
export async function createKey(name: string): Promise<CreatedKey> {
  const created = await answer(api.POST("/v1/keys", { body: { name } }));
  await queryClient.invalidateQueries({ queryKey: ["keys"] });
  return created;
}

/** Revokes a key; the one this browser is signed in with too, which signs it out. */
export async function revokeKey({ id, current }: ApiKey): Promise<void> {
  const query = current ? { confirm: "true" as never } : {};
  await answer(api.DELETE("/v1/keys/{id}", { params: { path: { id }, query } }));
  if (current) queryClient.setQueryData(["session"], null);
  else await queryClient.invalidateQueries({ queryKey: ["keys"] });
}
