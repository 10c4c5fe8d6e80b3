import type { FetchResult, PullPage, Source, SourceChange } from "@tributary/source";
import type { Document, DocumentReference } from "@tributary/validation";

/** What a pull to the end listed. */
export interface Reading {
  readonly pages: readonly PullPage[];
  readonly changes: readonly SourceChange[];
  readonly references: readonly DocumentReference[];
  readonly deleted: readonly string[];
  readonly cursor: string;
  readonly complete: boolean;
}

/** Pulls to the end. */
export async function pullAll(source: Source, mode: "full" | "incremental", from: string | null): Promise<Reading> {
  const pages: PullPage[] = [];
  let cursor = from;
  for (;;) {
    const page: PullPage = await source.pull({ mode, cursor });
    pages.push(page);
    cursor = page.cursor;
    if (!page.hasMore) break;
  }
  const changes = pages.flatMap((page) => page.changes);
  return {
    pages,
    changes,
    references: changes.flatMap((change) => (change.type === "reference" ? [change.reference] : [])),
    deleted: changes.flatMap((change) => (change.type === "delete" ? [change.id] : [])),
    cursor,
    complete: pages.at(-1)?.complete === true,
  };
}

/** Fetches references by id alone. */
export async function fetchIds(source: Source, ...ids: readonly string[]): Promise<readonly FetchResult[]> {
  const references = ids.map((id) => ({ id, version: "any", type: id.split(":")[2] ?? "" }));
  return Array.fromAsync(source.fetch(references));
}

/** Fetches one document; throws when it is none. */
export async function fetchDocument(source: Source, id: string): Promise<Document> {
  const [result] = await fetchIds(source, id);
  if (result?.type === "document") return result.document;
  throw result?.type === "failed" ? result.error : new Error(`${id} is ${result?.type}.`);
}
