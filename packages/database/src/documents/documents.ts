import * as indexed from "./indexed.ts";
import * as indexing from "./indexing.ts";
import * as listing from "./listing.ts";
import { page } from "./page.ts";
import * as reports from "./reports.ts";
import * as retrying from "./retrying.ts";
import { storeFetched } from "./store-fetched.ts";

const { vectorTotal, indexedByIds, indexedPage, markLost, withoutSource } = indexed;
const { known, markSeen, absent, ids } = listing;
const { loadForIndexing, markIndexed, markFailed, markUnindexed, markDeleting, remove, unfinished } = indexing;
const { get, counts, outcome, novelty, problems } = reports;
const { askAgain } = retrying;

/**
 * Queries on documents, by the way one goes: listed (`known`, `markSeen`, `absent`), fetched (`storeFetched`), indexed
 * (`loadForIndexing`, `markIndexed`, `markFailed`), deleted (`markDeleting`, `remove`), taken up again (`unfinished`),
 * asked for again (`askAgain`), shown (`get`, `page`), compared with the vectors there are (`vectorTotal`, `indexedByIds`, `indexedPage`, `markLost`, `withoutSource`).
 */
export const documents = {
  known,
  markSeen,
  absent,
  ids,
  storeFetched,
  loadForIndexing,
  markIndexed,
  markFailed,
  markUnindexed,
  markDeleting,
  remove,
  unfinished,
  askAgain,
  get,
  page,
  counts,
  outcome,
  novelty,
  problems,
  vectorTotal,
  indexedByIds,
  indexedPage,
  markLost,
  withoutSource,
};
