import type { PullPage, Source } from "@tributary/source";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, fetchAll, listingOf, MAX_PAGES, outcomesOf, pullPages, referencesOf } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

/** Instances beside one another, and one after its end. */
export function parallelChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "instances at work at the same time do not disturb one another", async ({ source }) => {
      const expected = await readThrough(source());
      const shared = source();
      const all = await Promise.all([source(), source(), shared, shared].map(readThrough));
      for (const [index, seen] of all.entries()) expect(seen, `What reader ${index + 1} of 4 sees`).toEqual(expected);
    }),

    checkIn(suite, "two instances can take turns with the pages of one pull", async ({ source }) => {
      const expected = listingOf(await pullPages(source(), FULL_PULL));
      const instances = [source(), source()];
      const pages: PullPage[] = [];
      for (let cursor: string | null = null; pages.length < MAX_PAGES; ) {
        const instance = instances[pages.length % 2] ?? source();
        const page: PullPage = await instance.pull({ mode: "full", cursor });
        pages.push(page);
        if (!page.hasMore) break;
        cursor = page.cursor;
      }
      expect(Object.fromEntries(listingOf(pages).versions), "What the two list together").toEqual(
        Object.fromEntries(expected.versions),
      );
    }),

    checkIn(
      suite,
      "closing an instance leaves the others at work, and closing twice is harmless",
      async ({ source }) => {
        const expected = await readThrough(source());
        const first = source();
        const second = source();
        const [reading] = [readThrough(second), await readThrough(first)];
        await first.close?.();
        await first.close?.();
        expect(await reading, "What an instance sees while another is closed").toEqual(expected);
        expect(await readThrough(second), "What it sees afterwards").toEqual(expected);
      },
    ),
  ];
}

async function readThrough(source: Source): Promise<object> {
  const pages = await pullPages(source, FULL_PULL);
  const outcomes = outcomesOf(await fetchAll(source, referencesOf(pages)));
  return { listed: Object.fromEntries(listingOf(pages).versions), outcomes };
}
