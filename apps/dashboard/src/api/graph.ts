import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client.ts";
import { documentQuery, type Relation } from "./documents.ts";
import { queryClient } from "./query-client.ts";
import { sourcesQuery } from "./sources.ts";

/** What a relation can be. */
export type RelationKind = Relation["kind"];

/** A document as the graph shows it. */
export type GraphDocument = NonNullable<Relation["document"]>;

/** A document with what it has to do with others. */
export interface Neighbourhood {
  readonly centre: GraphDocument;
  /** The strongest first. */
  readonly related: readonly Relation[];
  /** Whether there may be more: the server tells of no more at once. */
  readonly full: boolean;
}

/** A document with how many others it is connected to. */
export interface ConnectedDocument {
  readonly document: GraphDocument;
  readonly count: number;
}

/** The server gives no more. */
const RELATED_MAX = 100;
const FRESH_MS = 15_000;

/** Where suggestions are looked for: so many sources, so many documents listed of each, so many of all asked about. */
const SOURCES_LOOKED_AT = 6;
const DOCUMENTS_LISTED = 200;
const DOCUMENTS_LOOKED_AT = 30;
const SUGGESTED = 8;
const SUGGESTIONS_FRESH_MS = 5 * 60_000;

/** A document and its relations; with kinds, only those. What was shown before stays until it is there. */
export const neighbourhoodQuery = (documentId: string, kinds: readonly RelationKind[]) =>
  queryOptions({
    queryKey: ["documents", "neighbourhood", documentId, kinds],
    queryFn: async ({ signal }): Promise<Neighbourhood> => {
      const [held, related] = await Promise.all([
        queryClient.fetchQuery(documentQuery(documentId)),
        relatedOf(documentId, kinds, signal),
      ]);
      const { title, url = null, path = null, source, type } = held.document;
      return { centre: { documentId, title, url, path, source, type }, related, full: related.length >= RELATED_MAX };
    },
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

/** Documents to begin with: the best connected of some from all over. */
export const wellConnectedQuery = queryOptions({
  queryKey: ["documents", "well-connected"],
  queryFn: async ({ signal }): Promise<ConnectedDocument[]> => {
    const { sources } = await queryClient.fetchQuery(sourcesQuery());
    const looking = sources.slice(0, SOURCES_LOOKED_AT);
    const looked = await Promise.all(
      looking.map(async ({ id, kind }) => {
        const query = { status: "searchable", limit: DOCUMENTS_LISTED } as const;
        const { documents } = await answer(
          api.GET("/v1/sources/{id}/documents", { signal, params: { path: { id }, query } }),
        );
        return spread(documents, Math.ceil(DOCUMENTS_LOOKED_AT / looking.length)).map((document) => ({
          ...document,
          source: kind,
        }));
      }),
    );
    const counted = await Promise.all(
      looked.flat().map(async ({ id, title, path, url, type, source }) => {
        const related = await relatedOf(id, [], signal);
        const count = new Set(related.flatMap(({ document }) => (document ? [document.documentId] : []))).size;
        return { document: { documentId: id, title, path, url, type, source }, count };
      }),
    );
    return counted
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count)
      .slice(0, SUGGESTED);
  },
  staleTime: SUGGESTIONS_FRESH_MS,
});

async function relatedOf(id: string, kinds: readonly RelationKind[], signal: AbortSignal): Promise<Relation[]> {
  const query = { limit: RELATED_MAX, ...(kinds.length > 0 && { kind: [...kinds] }) };
  const { related } = await answer(api.GET("/v1/documents/{id}/related", { signal, params: { path: { id }, query } }));
  // The client makes lists of pairs.
  return related as Relation[];
}

/** Some of a list from all over it: neighbours are alike. */
function spread<Entry>(list: readonly Entry[], count: number): Entry[] {
  const step = Math.max(1, list.length / count);
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => list[Math.floor((index + 0.5) * step)],
  ).filter((entry) => entry !== undefined);
}
