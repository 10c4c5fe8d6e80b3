import { BATCH_MAX_REFERENCES, documentReferenceSchema, MESSAGE_MAX_BYTES } from "@tributary/validation";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, fetchAll, listingOf, outcomesOf, pullPages, referencesOf, resultId } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";

/** What fetch makes of references. */
export function fetchingChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "references are valid, survive JSON and fit into a message", async ({ source }) => {
      const references = referencesOf(await pullPages(source(), FULL_PULL));
      expect(references.length, "References, or documents to make them of").toBeGreaterThan(0);
      for (const reference of references) {
        const { error } = documentReferenceSchema.safeParse(reference);
        expect(error?.issues ?? [], `Problems of the reference ${reference.id}`).toEqual([]);
        expect(JSON.parse(JSON.stringify(reference)), `The reference ${reference.id} after JSON`).toStrictEqual(
          reference,
        );
      }
      const sizes = references.map((reference) => Buffer.byteLength(JSON.stringify(reference))).sort((a, b) => b - a);
      const batch = sizes.slice(0, BATCH_MAX_REFERENCES).reduce((sum, size) => sum + size, 0);
      expect(batch, "Bytes of JSON of the largest references, a batch of them").toBeLessThanOrEqual(MESSAGE_MAX_BYTES);
    }),

    checkIn(suite, "fetch gives one result a reference, as pull promised", async ({ source, world }) => {
      const pages = await pullPages(source(), FULL_PULL);
      const references = referencesOf(pages);
      const results = await fetchAll(source(), JSON.parse(JSON.stringify(references)));
      expect(results.map(resultId).sort(), "Ids fetched").toEqual(references.map((reference) => reference.id).sort());
      const { versions } = listingOf(pages);
      const expected = Object.fromEntries(
        references.map(({ id }) => {
          if (world.skipped?.[id] !== undefined) return [id, `skipped ${world.skipped[id]}`];
          if (world.failed?.[id] !== undefined) return [id, `failed ${world.failed[id]}`];
          return [id, `document ${versions.get(id)}`];
        }),
      );
      expect(outcomesOf(results), "Results by id").toEqual(expected);
      for (const result of results) {
        if (result.type !== "skipped") continue;
        expect(result.message.trim(), `The message for the skipped ${result.id}`).not.toBe("");
        expect(result.version, `The version of the skipped ${result.id}`).toBe(versions.get(result.id));
      }
    }),

    checkIn(suite, "fetch gives the same whatever the order and size of the batch", async ({ source }) => {
      const instance = source();
      const references = referencesOf(await pullPages(instance, FULL_PULL));
      const together = outcomesOf(await fetchAll(instance, references));
      const backwards = outcomesOf(await fetchAll(instance, references.toReversed()));
      expect(backwards, "Results of the references in reverse order").toEqual(together);
      for (const reference of references.slice(0, 3)) {
        const alone = outcomesOf(await fetchAll(instance, [reference]));
        expect(alone, `The result of ${reference.id} alone`).toEqual({ [reference.id]: together[reference.id] });
      }
      expect(await fetchAll(instance, []), "Results of no references").toEqual([]);
      for await (const result of instance.fetch([]))
        expect.unreachable(`A result of no references: ${resultId(result)}`);
    }),

    checkIn(suite, "a reference to nothing costs one document, not the others", async ({ source }) => {
      const references = referencesOf(await pullPages(source(), FULL_PULL)).slice(0, 2);
      const expected = outcomesOf(await fetchAll(source(), references));
      const nothing = {
        id: `${suite.definition.id}:nowhere:nothing:none`,
        version: "none",
        type: references[0]?.type ?? "none",
      };
      const results = await fetchAll(source(), [nothing, ...references]);
      const { [nothing.id]: outcome, ...others } = outcomesOf(results);
      expect(results.length, "Results").toBe(references.length + 1);
      expect(outcome, "The result of a reference to nothing").toMatch(/^(gone|failed )/);
      expect(others, "The results of the references beside it").toEqual(expected);
    }),
  ];
}
