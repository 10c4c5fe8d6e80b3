import type { Document, DocumentReference } from "@tributary/validation";
import type { Source } from "./contract.ts";

/** References fetched at once by readAll. */
const FETCH_SIZE = 50;

/**
 * Reads every document a source has, page by page: a source used without Tributary. Documents that fail are thrown as
 * their SourceError; those skipped or gone are left out.
 */
export async function* readAll(source: Source, signal?: AbortSignal): AsyncGenerator<Document> {
  let cursor: string | null = null;
  for (;;) {
    const page = await source.pull({ mode: "full", cursor, ...(signal && { signal }) });
    const references: DocumentReference[] = [];
    for (const change of page.changes) {
      if (change.type === "document") yield change.document;
      if (change.type === "reference") references.push(change.reference);
    }
    for (let start = 0; start < references.length; start += FETCH_SIZE) {
      for await (const result of source.fetch(references.slice(start, start + FETCH_SIZE), signal)) {
        if (result.type === "document") yield result.document;
        if (result.type === "failed") throw result.error;
      }
    }
    if (!page.hasMore) return;
    cursor = page.cursor;
  }
}
