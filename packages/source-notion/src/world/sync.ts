import { isSourceError, type PullPage, type Source } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";

/** References fetched at once. */
const BATCH = 50;

/** What a host holds of a source. */
export interface Held {
  readonly documents: Map<string, Document>;
  cursor: string | null;
}

/** What a sync came to. */
export interface SyncResult {
  /** Notion's ids of what was fetched, sorted. */
  readonly fetched: readonly string[];
  /** Ids deleted. */
  readonly deleted: readonly string[];
  readonly complete: boolean;
  /** Most bytes of heap in use after a batch. */
  readonly peak: number;
}

/** What a host does: pulls to the end, fetches what it does not hold in that version, and deletes what is proven gone. */
export async function sync(source: Source, held: Held, mode: "full" | "incremental"): Promise<SyncResult> {
  const listed = new Set<string>();
  const fetched: string[] = [];
  const deleted: string[] = [];
  let page: PullPage | undefined;
  let { cursor } = held;
  let peak = 0;
  const drop = (id: string) => {
    if (held.documents.delete(id)) deleted.push(id);
  };
  while (page === undefined || page.hasMore) {
    page = await source.pull({ mode, cursor });
    cursor = page.cursor;
    const wanted: DocumentReference[] = [];
    for (const change of page.changes) {
      if (change.type === "delete") drop(change.id);
      if (change.type !== "reference") continue;
      listed.add(change.reference.id);
      const isHeld = held.documents.get(change.reference.id)?.version === change.reference.version;
      if (!isHeld) wanted.push(change.reference);
    }
    for (let start = 0; start < wanted.length; start += BATCH) {
      for await (const result of source.fetch(wanted.slice(start, start + BATCH))) {
        if (result.type === "failed") throw result.error;
        if (result.type === "gone") drop(result.id);
        if (result.type !== "document") continue;
        held.documents.set(result.document.id, result.document);
        fetched.push(result.document.id.split(":").at(-1) ?? "");
      }
      peak = Math.max(peak, process.memoryUsage().heapUsed);
    }
  }
  if (page.complete) for (const id of [...held.documents.keys()]) if (!listed.has(id)) drop(id);
  held.cursor = cursor;
  return { fetched: fetched.sort(), deleted, complete: page.complete === true, peak };
}

/** Syncs, and syncs again after a failure, as a host does. Returns the failures. */
export async function syncUntilDone(make: () => Source, held: Held, mode: "full" | "incremental") {
  const failures: unknown[] = [];
  const deleted: string[] = [];
  while (failures.length < 5) {
    try {
      const result = await sync(make(), held, mode);
      return { failures, deleted: [...deleted, ...result.deleted] };
    } catch (error) {
      if (!isSourceError(error)) throw error;
      failures.push(error);
    }
  }
  throw new Error("The sync has not succeeded in 5 tries.", { cause: failures.at(-1) });
}
