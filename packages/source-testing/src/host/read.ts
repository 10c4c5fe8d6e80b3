import type { FetchResult, PullPage, Source, SourceChange } from "@tributary/source";
import type { Document, DocumentReference, SyncMode } from "@tributary/validation";
import { lastCursor, pullPages } from "../reading.ts";

/** What a pull to the end listed. */
export interface Reading {
  readonly pages: readonly PullPage[];
  readonly changes: readonly SourceChange[];
  readonly references: readonly DocumentReference[];
  readonly deleted: readonly string[];
  /** Where the next pull goes on. */
  readonly cursor: string;
  readonly complete: boolean;
}

/** Pulls to the end. */
export async function pullAll(source: Source, mode: SyncMode, cursor: string | null): Promise<Reading> {
  const pages = await pullPages(source, { mode, cursor });
  const changes = pages.flatMap((page) => page.changes);
  return {
    pages,
    changes,
    references: changes.flatMap((change) => (change.type === "reference" ? [change.reference] : [])),
    deleted: changes.flatMap((change) => (change.type === "delete" ? [change.id] : [])),
    cursor: lastCursor(pages),
    complete: pages.at(-1)?.complete === true,
  };
}

/** Fetches references by id alone; the type is the id's third part. */
export async function fetchIds(source: Source, ...ids: readonly string[]): Promise<readonly FetchResult[]> {
  const references = ids.map((id) => ({ id, version: "any", type: id.split(":")[2] ?? "" }));
  return Array.fromAsync(source.fetch(references));
}

/** Fetches one document by its id; throws when it is none. */
export async function fetchDocument(source: Source, id: string): Promise<Document> {
  const [result] = await fetchIds(source, id);
  if (result?.type === "document") return result.document;
  throw result?.type === "failed" ? result.error : new Error(`${id} is ${result?.type}.`);
}

/** The last part of an id: what the service calls the thing. */
export function ownId(id: string): string {
  return id.split(":").at(-1) ?? "";
}
