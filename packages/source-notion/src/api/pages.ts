import { SourceError } from "@tributary/source";
import { isRefused } from "./failure.ts";

/** Most items on a page of a list (developers.notion.com/reference/intro, pagination). */
export const PAGE_SIZE = 100;

/** Where a list goes on. */
export interface ListPage {
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Where a list goes on, null at its end; throws `invalid-response` for one that does not go on though it says so. */
export function nextOf(what: string, page: ListPage, before: string | null): string | null {
  if (!page.has_more) return null;
  if (page.next_cursor !== null && page.next_cursor !== "" && page.next_cursor !== before) return page.next_cursor;
  throw new SourceError("invalid-response", `Notion's list of ${what} says there is more and not where.`);
}

/** Reads a nested list to its end. */
export async function readToEnd<Item>(
  what: string,
  read: (cursor: string | null) => Promise<ListPage & { readonly results: readonly Item[] }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page = await read(cursor);
    items.push(...page.results);
    cursor = nextOf(what, page, cursor);
  } while (cursor !== null);
  return items;
}

/** What a list answered to where it should go on: Notion forgets such places, and a pull then begins anew. */
export function asExpired(error: unknown, before: string | null): unknown {
  if (before === null || !isRefused(error, "validation_error")) return error;
  return new SourceError(
    "cursor-expired",
    "Notion no longer knows where its list was read to: pull again from the beginning.",
  );
}
