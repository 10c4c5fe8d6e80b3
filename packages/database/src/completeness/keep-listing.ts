import type { Database } from "../database.ts";
import type { SourceScope } from "../documents/types.ts";
import { sql } from "../drizzle.ts";
import { rowsOf } from "../query.ts";
import { type CompleteListing, jobPages, type ListedPage, sources } from "../schema/tables.ts";
import { documentsThere } from "./documents-there.ts";

/** Keeps with a source what a job's listing showed, when that was complete; within the transaction that ends the job. */
export async function keepListing(
  transaction: Database,
  input: SourceScope & { readonly jobId: string; readonly succeeded: boolean },
): Promise<void> {
  const { workspaceId, sourceId, jobId, succeeded } = input;
  const pages = await rowsOf<{ shown: ListedPage }>(
    transaction,
    sql`SELECT shown FROM ${jobPages}
        WHERE workspace_id = ${workspaceId} AND job_id = ${jobId} AND shown IS NOT NULL ORDER BY page`,
  );
  const types = completeTypes(pages.map(({ shown }) => shown));
  if (!types) return;
  const there = await documentsThere(transaction, { workspaceId, sourceId });
  const listing: CompleteListing = {
    jobId,
    finishedAt: new Date().toISOString(),
    succeeded,
    types,
    unrecorded: missingOf(types, there),
  };
  await rowsOf(
    transaction,
    sql`UPDATE ${sources} SET listing = ${JSON.stringify(listing)}::jsonb
        WHERE workspace_id = ${workspaceId} AND id = ${sourceId}`,
  );
}

/** What the pages of a listing showed, up to the one that made it complete; undefined when none did. */
export function completeTypes(pages: readonly ListedPage[]): Readonly<Record<string, number>> | undefined {
  let types: Record<string, number> = {};
  for (const page of pages) {
    if (page.anew) types = {};
    for (const [type, count] of Object.entries(page.types)) types[type] = (types[type] ?? 0) + count;
    if (page.complete) return types;
  }
  return undefined;
}

/**
 * How many of the documents a listing showed are not there, by type. Never more than are missing in all: some sources know
 * only by reading a document of which type it is.
 */
export function missingOf(
  types: Readonly<Record<string, number>>,
  there: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
  let left = sum(Object.values(types)) - sum(there.values());
  const missing: Record<string, number> = {};
  for (const [type, count] of Object.entries(types)) {
    const own = Math.min(count - (there.get(type) ?? 0), left);
    if (own <= 0) continue;
    missing[type] = own;
    left -= own;
  }
  return missing;
}
