import type { FetchResult, PullPage, Source } from "@tributary/source";
import type { Document, DocumentReference, SyncMode } from "@tributary/validation";

/** Pulls to the end and returns the pages. */
export async function pullPages(source: Source, cursor: string | null = null, mode: SyncMode = "incremental") {
  const pages: PullPage[] = [];
  for (let next = cursor; ; ) {
    const page = await source.pull({ mode, cursor: next });
    pages.push(page);
    if (!page.hasMore) return pages;
    next = page.cursor;
  }
}

/** What pages list: references, and the paths of ids changed and deleted. */
export function listed(pages: readonly PullPage[]) {
  const changes = pages.flatMap((page) => page.changes);
  const references = changes.flatMap((change) => (change.type === "reference" ? [change.reference] : []));
  return {
    references,
    changed: references.map(({ id }) => pathOf(id)).sort(),
    deleted: changes.flatMap((change) => (change.type === "delete" ? [pathOf(change.id)] : [])).sort(),
    cursor: pages.at(-1)?.cursor ?? "",
    complete: pages.at(-1)?.complete ?? false,
  };
}

/** Fetches references and returns the results by encoded path. */
export async function fetchByPath(source: Source, references: readonly DocumentReference[]) {
  const results = new Map<string, FetchResult>();
  for await (const result of source.fetch(references)) {
    results.set(pathOf(result.type === "document" ? result.document.id : result.id), result);
  }
  return results;
}

/** Pulls everything and fetches it. */
export async function readEverything(source: Source): Promise<Map<string, FetchResult>> {
  return await fetchByPath(source, listed(await pullPages(source)).references);
}

/** The document of a result; fails when it is none. */
export function documentOf(result: FetchResult | undefined): Document {
  if (result?.type !== "document") throw new Error(`Not a document: ${JSON.stringify(result)}`);
  return result.document;
}

/** The encoded path in a document id. */
export function pathOf(id: string): string {
  return id.split(":").slice(3).join(":");
}
