import { expect } from "vitest";
import { checkIn, type SourceCheck, type Trial } from "../check.ts";
import {
  FULL_PULL,
  fetchAll,
  lastCursor,
  listingOf,
  outcomeOf,
  pullPages,
  referencesOf,
  resultId,
} from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld, WorldChange } from "../world.ts";
import { expectedIds } from "./listing.ts";
import { newsIn } from "./resuming.ts";

/** What pulls list after the world changed. */
export function incrementalChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "after something was added, an incremental pull lists exactly that", async (trial) => {
      await expectChange(suite, trial, () => trial.world.add());
    }),
    checkIn(suite, "after something changed, an incremental pull lists exactly that", async (trial) => {
      await expectChange(suite, trial, () => trial.world.change());
    }),
    checkIn(suite, "after something was removed, pulls make that known", async (trial) => {
      const { removed } = await expectChange(suite, trial, () => trial.world.remove());
      expect(removed?.length ?? 0, "Ids the world's remove() says are gone").toBeGreaterThan(0);
    }),
    checkIn(
      suite,
      "a reference that is out of date gives one result, and never an error",
      async ({ source, world }) => {
        const references = referencesOf(await pullPages(source(), FULL_PULL));
        const changes = [await world.change(), await world.remove()];
        const touched = new Set(changes.flatMap(({ changed = [], removed = [] }) => [...changed, ...removed]));
        const stale = references.filter((reference) => touched.has(reference.id));
        const results = await fetchAll(source(), stale);
        expect(results.map(resultId).sort(), "Ids fetched").toEqual(stale.map((reference) => reference.id).sort());
        for (const result of results) {
          expect(["document", "gone", "skipped"], `The result for ${resultId(result)}: ${outcomeOf(result)}`).toContain(
            result.type,
          );
        }
      },
    ),
  ];
}

async function expectChange<World extends SourceWorld>(
  suite: SourceSuite<World>,
  { source, world }: Trial<World>,
  make: () => Promise<WorldChange>,
): Promise<WorldChange> {
  const before = await pullPages(source(), FULL_PULL);
  const known = Object.fromEntries(listingOf(before).versions);
  const effect = await make();
  const { changed = [], removed = [] } = effect;
  expect(changed.length + removed.length, "Ids the world says were touched").toBeGreaterThan(0);

  const pages = await pullPages(source(), { mode: "incremental", cursor: lastCursor(before) });
  const { versions, deleted } = listingOf(pages);
  const news = newsIn(suite, known, versions);
  expect(Object.keys(news).sort(), "What an incremental pull lists").toEqual([...changed].sort());
  for (const id of changed) expect(versions.get(id), `The version of ${id}`).not.toBe(known[id]);
  const expectedDeletes = suite.deletions === "listed" ? removed : [];
  expect([...deleted].sort(), "What an incremental pull deletes").toEqual([...expectedDeletes].sort());
  if (versions.size < Object.keys(known).length - removed.length) {
    expect(pages.at(-1)?.complete, "complete on an incremental pull that did not list everything").toBeUndefined();
  }

  const afterwards = listingOf(await pullPages(source(), { mode: "incremental", cursor: lastCursor(pages) }));
  const late = newsIn(suite, { ...known, ...Object.fromEntries(versions) }, afterwards.versions);
  expect([...Object.keys(late), ...afterwards.deleted], "What the pull after that lists").toEqual([]);

  const full = listingOf(await pullPages(source(), FULL_PULL));
  const expected = [...new Set([...expectedIds(world), ...changed])].filter((id) => !removed.includes(id)).sort();
  expect([...full.versions.keys()].sort(), "What a full pull lists afterwards").toEqual(expected);
  for (const [id, version] of Object.entries(news))
    expect(full.versions.get(id), `The version of ${id} in a full pull`).toBe(version);
  return effect;
}
