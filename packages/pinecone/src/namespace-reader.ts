import { checkQuery, type VectorHit, type VectorQuery } from "@tributary/vector-store";
import { PineconeError, type PineconeMetadata, type PineconeQuery } from "@tributary/vendor-pinecone";
import { fetchesOf } from "./batches.ts";
import { allOf, conditionsOf } from "./filter.ts";
import { listPages, type StoredRecord } from "./list-stored.ts";
import { hitOf } from "./metadata.ts";
import type { NamespaceContext, Side } from "./namespace-context.ts";
import { splitId } from "./record-id.ts";
import { queryVector } from "./sparse-vector.ts";
import type { View } from "./visibility.ts";

/** Reads one namespace. */
export interface NamespaceReader {
  query(query: VectorQuery): Promise<VectorHit[]>;
  count(): Promise<number>;
  listIds(prefix: string): AsyncIterable<string>;
}

/** Pinecone's largest top_k. */
const mostHits = 10_000;
/** Hits whose metadata comes with the query: a result may take 4 MB. */
const mostWithMetadata = 400;
/** How many times more hits are asked for when too few pass what only this side can compare. */
const growth = 4;

interface Match {
  readonly score: number;
  readonly metadata: PineconeMetadata;
}

/** Reads from both sides of a namespace. */
export function createNamespaceReader(context: NamespaceContext): NamespaceReader {
  async function search({ place }: Side, query: PineconeQuery): Promise<readonly Match[]> {
    if (query.topK <= mostWithMetadata) {
      try {
        return (await place.query({ ...query, includeMetadata: true })).matches;
      } catch (error) {
        if (!(error instanceof PineconeError) || error.code !== "too-large") throw error;
      }
    }
    const { matches } = await place.query(query);
    const fetched = await Promise.all(fetchesOf(matches.map(({ id }) => id)).map((ids) => place.fetch(ids)));
    const records = new Map(fetched.flatMap((each) => [...each]));
    return matches.flatMap(({ id, score }) => {
      const metadata = records.get(id)?.metadata;
      return metadata === undefined ? [] : [{ score, metadata }];
    });
  }

  async function answer(query: VectorQuery, view: View): Promise<VectorHit[]> {
    const parts = conditionsOf(query.filter);
    const vector = parts === null ? null : await vectorOf(query);
    if (parts === null || vector === null) return [];
    const side = query.by === "vector" ? context.dense : context.lexical;
    const filter = allOf([...parts.conditions, ...view.conditions]);
    for (let topK = Math.min(query.limit, mostHits); ; topK = Math.min(topK * growth, mostHits)) {
      const matches = await search(side, { topK, ...vector, ...(filter !== undefined && { filter }) });
      const hits = hitsOf(matches, query, view).filter(({ fields }) => parts.rest === null || parts.rest(fields));
      if (hits.length >= query.limit || matches.length < topK || topK === mostHits) return hits.slice(0, query.limit);
    }
  }

  async function vectorOf(query: VectorQuery): Promise<Pick<PineconeQuery, "vector" | "sparseVector"> | null> {
    if (query.by === "vector") {
      // No direction is near to none, and Pinecone refuses to compare.
      return query.vector.every((value) => value === 0) ? null : { vector: Array.from(query.vector) };
    }
    const sparseVector = queryVector(query.terms, await context.statistics.current());
    return sparseVector === null ? null : { sparseVector };
  }

  return {
    async query(query) {
      checkQuery(query, context.dimensions);
      return context.visibility.read((view) => answer(query, view));
    },

    count: () => context.dense.place.count(),

    async *listIds(prefix) {
      let view: View | undefined;
      let last: string | undefined;
      const pages = listPages(context.dense.place, prefix, (page) =>
        context.visibility.read((current) => {
          view = current;
          return page();
        }),
      );
      for await (const page of pages) {
        const seen = page.filter((record) => isSeen(record, view));
        for (const { id } of seen) {
          // Two versions of a record stand beside each other.
          if (id !== last) yield id;
          last = id;
        }
      }
    },
  };
}

function isSeen({ id, version }: StoredRecord, view: View | undefined): boolean {
  return view === undefined || view.sees(splitId(id)?.documentId ?? "", version);
}

/** The hits that may be seen, each record in its newest version only, best first. */
function hitsOf(matches: readonly Match[], { by }: VectorQuery, view: View): readonly VectorHit[] {
  const newest = new Map<string, { readonly version: number; readonly hit: VectorHit }>();
  for (const { score, metadata } of matches) {
    const version = Number(metadata.version ?? 0);
    if (by === "terms" && score <= 0) continue;
    const hit = hitOf(metadata, metadata.zeroVector === true && by === "vector" ? 0 : score);
    if (!view.sees(hit.documentId, version)) continue;
    const other = newest.get(hit.id);
    if (other === undefined || other.version < version) newest.set(hit.id, { version, hit });
  }
  return [...newest.values()].map(({ hit }) => hit).sort((one, other) => other.score - one.score);
}
