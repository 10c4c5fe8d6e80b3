import { type InfiniteData, infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { queryClient } from "./query-client.ts";
import type { components, paths } from "./schema.ts";
import { refreshSources } from "./source.ts";

type Listing = paths["/v1/sources/{id}/documents"]["get"];

/** A page of a source's documents. */
export type ListingPage = components["schemas"]["DocumentPage"];

/** A document as a listing shows it. */
export type ListedDocument = components["schemas"]["ListedDocument"];

/** What a listing is narrowed to. */
export type ListingFilter = Omit<NonNullable<Listing["parameters"]["query"]>, "after" | "limit">;

const PAGE = 100;
/** Pages that are asked for anew at once when something changed; of more, somebody is asked first. */
const REFRESHED_MAX = 5;

/**
 * The documents of a source in the order of their ids, page by page. A page may be empty and still have one after it. With
 * `liveMs` a short listing is asked for again so often.
 */
export const listingQuery = (sourceId: string, filter: ListingFilter, liveMs: number | false = false) =>
  infiniteQueryOptions({
    queryKey: ["listings", sourceId, filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/v1/sources/{id}/documents", {
          signal,
          params: { path: { id: sourceId }, query: { ...filter, limit: PAGE, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }: ListingPage) => next ?? undefined,
    placeholderData: keepPreviousData,
    // A long one would be asked for page after page, over and over.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: ({ state }) => (isShort(state.data) ? "always" : false),
    refetchInterval: ({ state }) => (isShort(state.data) ? liveMs : false),
  });

/** Whether a listing may be asked for anew without asking anybody. */
export function isShort(data: InfiniteData<ListingPage> | undefined): boolean {
  return data === undefined || data.pages.length <= REFRESHED_MAX;
}

/** Has the short listings of a source asked for again. */
export function refreshListings(sourceId: string): Promise<void> {
  return queryClient.invalidateQueries({
    queryKey: ["listings", sourceId],
    predicate: ({ state }) => isShort(state.data as InfiniteData<ListingPage> | undefined),
  });
}

/** Asks for every document of a source that failed to be read and indexed again. Throws ApiProblem, 409 when none failed. */
export async function retrySource(sourceId: string) {
  const retried = await answer(api.POST("/v1/sources/{id}/retry", { params: { path: { id: sourceId } } }));
  showPending(sourceId, () => true);
  await refreshSources();
  return retried;
}

/** Asks for one document that failed to be read and indexed again. Throws ApiProblem, 409 when it has not failed. */
export async function retryListed(sourceId: string, documentId: string) {
  const retried = await answer(api.POST("/v1/documents/{id}/retry", { params: { path: { id: documentId } } }));
  showPending(sourceId, ({ id }) => id === documentId);
  await Promise.all([refreshSources(), queryClient.invalidateQueries({ queryKey: ["documents"] })]);
  return retried;
}

/** Shows what was asked for again as waiting, where it is listed, without asking for the listings. */
function showPending(sourceId: string, fits: (document: ListedDocument) => boolean): void {
  queryClient.setQueriesData<InfiniteData<ListingPage>>({ queryKey: ["listings", sourceId] }, (data) =>
    data === undefined
      ? data
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            documents: page.documents.map((one) =>
              one.status === "failed" && fits(one) ? { ...one, status: "pending" as const } : one,
            ),
          })),
        },
  );
}
