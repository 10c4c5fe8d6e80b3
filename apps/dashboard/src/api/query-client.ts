import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./client.ts";

const RETRIES = 2;
/** How long after a failure of the server a query that has nothing to show is asked again by itself, in milliseconds. */
const FAILED_AGAIN_MS = 10_000;

/** Asks whoever is not signed in any more to sign in again, from wherever it shows. */
function onError(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401) queryClient.setQueryData(["session"], null);
}

/** Whether it is the server that failed, which it may do no more in a moment. */
function isServerFailure(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 500;
}

/** What is known of the server: kept fresh for some seconds, asked again when the window is looked at or the server is back. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchInterval: ({ state: { data, error } }) =>
        data === undefined && isServerFailure(error) ? FAILED_AGAIN_MS : false,
      retry: (failures, error) => failures < RETRIES && !(error instanceof ApiProblem && error.status < 500),
    },
    // A change is made once, or told to have failed; it does not wait for the server and surprise somebody later.
    mutations: { networkMode: "always" },
  },
});
