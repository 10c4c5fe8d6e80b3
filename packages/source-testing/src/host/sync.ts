import { type ChangeHint, isSourceError, type PullPage, type Source } from "@tributary/source";
import type { Document, DocumentReference, SyncMode } from "@tributary/validation";
import { FETCH_SIZE } from "../reading.ts";

/** Failures after which a host gives a sync up. */
const MAX_FAILURES = 5;

/** What a sync came to. */
export interface SyncReport {
  /** Where the next one goes on. */
  readonly cursor: string;
  /** Ids of what was listed and not deleted. */
  readonly listed: ReadonlySet<string>;
  /** Ids of what was stored, in order: new, or in another version than held. */
  readonly stored: readonly string[];
  /** Ids of what was held and is no more, in order. */
  readonly deleted: readonly string[];
  readonly complete: boolean;
  readonly pages: number;
  /** Characters of the longest cursor. */
  readonly longestCursor: number;
  /** Most bytes of heap in use after a batch. */
  readonly peak: number;
}

/**
 * What a host does: pulls to the end, fetches what it does not hold in that version, and deletes what is said or proven to
 * be gone. Throws what the source throws, and the error of a document that failed.
 */
export async function sync(
  source: Source,
  held: Map<string, Document>,
  from: string | null,
  mode: SyncMode = "incremental",
  changes?: ChangeHint,
): Promise<SyncReport> {
  const listed = new Set<string>();
  const stored: string[] = [];
  const deleted: string[] = [];
  let [cursor, pages, longestCursor, peak] = [from ?? "", 0, 0, 0];
  let page: PullPage | undefined;
  const drop = (id: string) => {
    if (held.delete(id)) deleted.push(id);
  };
  const store = (document: Document) => {
    held.set(document.id, document);
    stored.push(document.id);
  };
  while (page === undefined || page.hasMore) {
    page = await source.pull(
      page === undefined ? { mode, cursor: from, ...(changes !== undefined && { changes }) } : { mode, cursor },
    );
    cursor = page.cursor;
    pages += 1;
    longestCursor = Math.max(longestCursor, cursor.length);
    const wanted: DocumentReference[] = [];
    for (const change of page.changes) {
      if (change.type === "delete") {
        drop(change.id);
        continue;
      }
      const { id, version } = change.type === "document" ? change.document : change.reference;
      listed.add(id);
      if (held.get(id)?.version === version) continue;
      if (change.type === "document") store(change.document);
      else wanted.push(change.reference);
    }
    for (let start = 0; start < wanted.length; start += FETCH_SIZE) {
      for await (const result of source.fetch(wanted.slice(start, start + FETCH_SIZE))) {
        if (result.type === "failed") throw result.error;
        if (result.type === "gone") drop(result.id);
        if (result.type === "document") store(result.document);
      }
      peak = Math.max(peak, process.memoryUsage().heapUsed);
    }
  }
  const complete = page.complete === true;
  if (complete) for (const id of [...held.keys()]) if (!listed.has(id)) drop(id);
  return { cursor, listed, stored, deleted, complete, pages, longestCursor, peak };
}

/** Syncs, and after a failure again from the same cursor with another instance, as a host does; five failures at most. */
export async function syncUntilDone(
  make: () => Source,
  held: Map<string, Document>,
  from: string | null,
  mode?: SyncMode,
): Promise<SyncReport & { readonly failures: readonly unknown[] }> {
  const failures: unknown[] = [];
  while (failures.length < MAX_FAILURES) {
    try {
      return { ...(await sync(make(), held, from, mode)), failures };
    } catch (error) {
      if (!isSourceError(error)) throw error;
      failures.push(error);
    }
  }
  throw new Error(`The sync has not succeeded in ${MAX_FAILURES} tries.`, { cause: failures.at(-1) });
}
