import type { FetchResult, PullPage, Source } from "@tributary/source";
import type { DocumentReference, SyncMode } from "@tributary/validation";

/** Asks for everything, from the beginning. */
export const FULL_PULL = { mode: "full", cursor: null } as const;

/** Pages after which a pull counts as endless. */
export const MAX_PAGES = 1_000;

/** References fetched at once: the size of a host's batch. */
export const FETCH_SIZE = 50;

/** Pulls to the end, each page with the cursor of the one before; throws once it has taken MAX_PAGES. */
export async function pullPages(
  source: Source,
  request: { readonly mode: SyncMode; readonly cursor: string | null },
): Promise<readonly PullPage[]> {
  const pages: PullPage[] = [];
  let cursor = request.cursor;
  for (;;) {
    const page = await source.pull({ mode: request.mode, cursor });
    pages.push(page);
    if (!page.hasMore) return pages;
    if (pages.length >= MAX_PAGES) throw new Error(`The pull has not ended after ${MAX_PAGES} pages.`);
    cursor = page.cursor;
  }
}

/** The cursor of a pull that has ended: where the next one starts. */
export function lastCursor(pages: readonly PullPage[]): string {
  const last = pages.at(-1);
  if (last === undefined) throw new Error("A pull has at least one page.");
  return last.cursor;
}

/** What pages list: the version of each changed id, and the ids deleted. The latest word on an id wins. */
export interface Listing {
  readonly versions: ReadonlyMap<string, string>;
  readonly deleted: ReadonlySet<string>;
  /** Every id as often as it was listed. */
  readonly ids: readonly string[];
}

/** Adds up the changes of pages. */
export function listingOf(pages: readonly PullPage[]): Listing {
  const versions = new Map<string, string>();
  const deleted = new Set<string>();
  const ids: string[] = [];
  for (const change of pages.flatMap((page) => page.changes)) {
    if (change.type === "delete") {
      ids.push(change.id);
      versions.delete(change.id);
      deleted.add(change.id);
      continue;
    }
    const { id, version } = change.type === "document" ? change.document : change.reference;
    ids.push(id);
    deleted.delete(id);
    versions.set(id, version);
  }
  return { versions, deleted, ids };
}

/**
 * The references pages list. Where a source lists whole documents only, references made of their id, version and type:
 * fetch must understand those as well.
 */
export function referencesOf(pages: readonly PullPage[]): readonly DocumentReference[] {
  const changes = pages.flatMap((page) => page.changes);
  const listed = changes.flatMap((change) => (change.type === "reference" ? [change.reference] : []));
  if (listed.length > 0) return listed;
  return changes.flatMap((change) =>
    change.type === "document"
      ? [{ id: change.document.id, version: change.document.version, type: change.document.type }]
      : [],
  );
}

/** Fetches references in batches as a host would and collects the results. */
export async function fetchAll(
  source: Source,
  references: readonly DocumentReference[],
): Promise<readonly FetchResult[]> {
  const results: FetchResult[] = [];
  for (let start = 0; start < references.length; start += FETCH_SIZE) {
    for await (const result of source.fetch(references.slice(start, start + FETCH_SIZE))) results.push(result);
  }
  return results;
}

/** The document id a result is about. */
export function resultId(result: FetchResult): string {
  return result.type === "document" ? result.document.id : result.id;
}

/** What a result comes to, for comparing two fetches of the same references: never the text itself. */
export function outcomeOf(result: FetchResult): string {
  if (result.type === "document") return `document ${result.document.version}`;
  if (result.type === "skipped") return `skipped ${result.reason}`;
  return result.type === "failed" ? `failed ${result.error.code}` : "gone";
}

/** Outcomes by document id. */
export function outcomesOf(results: readonly FetchResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map((result) => [resultId(result), outcomeOf(result)]));
}
