import * as indexing from "./indexing.ts";
import * as listing from "./listing.ts";
import * as reports from "./reports.ts";
import { storeFetched } from "./store-fetched.ts";

const { known, markSeen, absent, ids } = listing;
const { loadForIndexing, markIndexed, markFailed, markUnindexed, markDeleting, remove, unfinished } = indexing;
const { get, counts, outcome, novelty, problems } = reports;

/**
 * Queries on documents, by the way one goes: listed (`known`, `markSeen`, `absent`), fetched (`storeFetched`), indexed
 * (`loadForIndexing`, `markIndexed`, `markFailed`), deleted (`markDeleting`, `remove`), taken up again (`unfinished`).
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
  get,
  counts,
  outcome,
  novelty,
  problems,
};
