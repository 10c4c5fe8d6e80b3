import { queryOptions, useQuery } from "@tanstack/react-query";
import { ApiProblem, answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => {
    try {
      return await answer(api.GET("/v1/session", { signal }));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in, once that is known. */
export function useSession() {
  return useQuery(sessionQuery).data ?? null;
}

/** Signs in with an API key, which the server keeps in a cookie no script can read. Throws ApiProblem when it is unknown. */
export async function signIn(key: string): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, await answer(api.POST("/v1/session", { body: { key } })));
}

/** Signs out and forgets everything that was shown. */
export async function signOut(): Promise<void> {
  await answer(api.DELETE("/v1/session"));
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, null);
}
