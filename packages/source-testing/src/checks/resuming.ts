import type { PullPage } from "@tributary/source";
import { isSourceError } from "@tributary/source";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, lastCursor, listingOf, pullPages } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";
import { expectedIds } from "./listing.ts";

/** What cursors promise: a pull may stop after any page and go on in another process. */
export function resumingChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "a fresh instance goes on from any page's cursor and loses nothing", async ({ source }) => {
      const pages = await pullPages(source(), FULL_PULL);
      expect(pages.length, "Pages of the world: resuming is tested with two or more").toBeGreaterThan(1);
      for (const [index, page] of pages.entries()) {
        if (!page.hasMore) continue;
        const cursor: string = JSON.parse(JSON.stringify(page.cursor));
        const resumed = await pullPages(source(), { mode: "full", cursor });
        const what = `What is listed from the cursor of page ${index + 1} on`;
        expect(versionsOf(resumed), what).toEqual(versionsOf(pages.slice(index + 1)));
        expect(resumed.at(-1)?.complete, `complete after resuming at page ${index + 1}`).toBe(pages.at(-1)?.complete);
      }
    }),

    checkIn(suite, "the same request twice gives the same page", async ({ source }) => {
      const pages = await pullPages(source(), FULL_PULL);
      const cursors = [null, ...pages.filter((page) => page.hasMore).map((page) => page.cursor)];
      const instance = source();
      // Backwards, which an instance that goes by its own memory cannot follow.
      for (const [index, cursor] of [...cursors.entries()].reverse()) {
        const again = await instance.pull({ mode: "full", cursor });
        expect(versionsOf([again]), `Page ${index + 1}, asked for again`).toEqual(
          versionsOf(pages.slice(index, index + 1)),
        );
        expect(again.hasMore, `hasMore of page ${index + 1}, asked for again`).toBe(pages[index]?.hasMore);
      }
    }),

    checkIn(suite, "an incremental pull from the beginning lists everything", async ({ source, world }) => {
      const { versions } = listingOf(await pullPages(source(), { mode: "incremental", cursor: null }));
      expect([...versions.keys()].sort(), "The ids listed").toEqual(expectedIds(world));
    }),

    checkIn(suite, "there is nothing new once it has caught up", async ({ source }) => {
      const first = await pullPages(source(), FULL_PULL);
      const known = versionsOf(first);
      let cursor = lastCursor(first);
      for (const which of ["first", "second"]) {
        const pages = await pullPages(source(), { mode: "incremental", cursor });
        const { versions, deleted } = listingOf(pages);
        const news = newsIn(suite, known, versions);
        expect(news, `What the ${which} incremental pull lists after a full one`).toEqual({});
        expect([...deleted], `What the ${which} incremental pull deletes`).toEqual([]);
        // An empty complete listing would tell the host to delete everything.
        if (versions.size < Object.keys(known).length) {
          expect(
            pages.at(-1)?.complete,
            "complete on an incremental pull that did not list everything",
          ).toBeUndefined();
        }
        cursor = lastCursor(pages);
      }
    }),

    checkIn(suite, "a cursor it never made is refused, or answered with everything", async ({ source, world }) => {
      for (const cursor of ["not a cursor", "{}", '{"version":-1}', ""]) {
        const pages = await pullPages(source(), { mode: "incremental", cursor }).catch((error: unknown) => error);
        if (Array.isArray(pages)) {
          const { versions } = listingOf(pages);
          expect([...versions.keys()].sort(), `What is listed from the cursor ${JSON.stringify(cursor)}`).toEqual(
            expectedIds(world),
          );
          continue;
        }
        const code = isSourceError(pages) ? pages.code : String(pages);
        expect(code, `The error for the cursor ${JSON.stringify(cursor)}`).toBe("cursor-expired");
      }
    }),
  ];
}

function versionsOf(pages: readonly PullPage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(listingOf(pages).versions);
}

/** Of what was listed, that which counts as news: all of it, unless the source is known to look back. */
export function newsIn(
  suite: { readonly overlap?: string },
  known: Readonly<Record<string, string>>,
  versions: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const entries = [...versions];
  return Object.fromEntries(
    suite.overlap === undefined ? entries : entries.filter(([id, version]) => known[id] !== version),
  );
}
