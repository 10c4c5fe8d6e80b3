import { DOCUMENT_ID_MAX_LENGTH, MESSAGE_MAX_BYTES } from "@tributary/validation";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, listingOf, pullPages } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

/** Most changes one page may carry unless the suite says otherwise: what a host can store in one go. */
const MAX_PAGE_SIZE = 5_000;

/** Longest cursor in bytes: half of what a step may return, as it travels beside other things. */
const MAX_CURSOR_BYTES = MESSAGE_MAX_BYTES / 2;

/** What a full pull lists, and in which pages. */
export function listingChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "a full pull lists everything there is, once", async ({ source, world }) => {
      const { ids, deleted } = listingOf(await pullPages(source(), FULL_PULL));
      expect([...ids].sort(), "The ids listed").toEqual(expectedIds(world));
      expect([...deleted], "A full pull deletes nothing").toEqual([]);
    }),

    checkIn(suite, "ids are prefixed, short enough and the same on every pull", async ({ source }) => {
      const { versions } = listingOf(await pullPages(source(), FULL_PULL));
      for (const id of versions.keys()) {
        expect(id.startsWith(`${suite.definition.id}:`), `${id} starts with "${suite.definition.id}:"`).toBe(true);
        expect(id.length, `The length of ${id}`).toBeLessThanOrEqual(DOCUMENT_ID_MAX_LENGTH);
        expect(isStorable(id), `${JSON.stringify(id)} is well-formed Unicode without U+0000`).toBe(true);
      }
      const again = listingOf(await pullPages(source(), FULL_PULL)).versions;
      expect(Object.fromEntries(again), "Ids and versions of a second pull").toEqual(Object.fromEntries(versions));
    }),

    checkIn(suite, "a pull ends, in bounded pages, without coming back to a cursor", async ({ source }) => {
      const pages = await pullPages(source(), FULL_PULL);
      const seen = new Set<string>();
      for (const page of pages) {
        expect(page.changes.length, "Changes on one page").toBeLessThanOrEqual(suite.maxPageSize ?? MAX_PAGE_SIZE);
        expect(isStorable(page.cursor), "The cursor is well-formed Unicode without U+0000").toBe(true);
        expect(Buffer.byteLength(page.cursor), "Bytes of the cursor").toBeLessThanOrEqual(MAX_CURSOR_BYTES);
        expect(seen.has(page.cursor), `The cursor ${page.cursor} comes a second time in one pull`).toBe(false);
        seen.add(page.cursor);
      }
      const listed = pages.flatMap((page) => page.changes).length;
      for (const { total } of pages) expect(total ?? listed, "The total a page announces").toBe(listed);
    }),

    checkIn(suite, "complete comes with the last page only", async ({ source }) => {
      const pages = await pullPages(source(), FULL_PULL);
      for (const page of pages) {
        if (page.hasMore) expect(page.complete, "complete on a page that is not the last").toBeUndefined();
      }
      const expected = suite.neverComplete === undefined ? true : undefined;
      expect(pages.at(-1)?.complete, "complete on the last page of a full pull").toBe(expected);
    }),
  ];
}

/** Every id a world's full pull lists, sorted. */
export function expectedIds(world: SourceWorld): readonly string[] {
  return [...world.documents, ...Object.keys(world.skipped ?? {}), ...Object.keys(world.failed ?? {})].sort();
}

/** Whether a text can be stored: PostgreSQL refuses U+0000 and lone surrogates. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
