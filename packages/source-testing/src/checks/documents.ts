import type { Document } from "@tributary/validation";
import { documentSchema } from "@tributary/validation";
import { expect } from "vitest";
import { checkIn, type SourceCheck } from "../check.ts";
import { FULL_PULL, fetchAll, pullPages, referencesOf } from "../reading.ts";
import type { SourceSuite } from "../suite.ts";
import type { SourceWorld } from "../world.ts";
import { isStorable } from "./listing.ts";

/** What documents are made of, whether fetched or listed whole. */
export function documentChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    checkIn(suite, "documents are valid, and every text in them can be stored", async ({ source, world }) => {
      const pages = await pullPages(source(), FULL_PULL);
      const listed = pages
        .flatMap((page) => page.changes)
        .flatMap((change) => (change.type === "document" ? [change.document] : []));
      const results = await fetchAll(source(), referencesOf(pages));
      const fetched = results.flatMap((result) => (result.type === "document" ? [result.document] : []));
      const documents = [...listed, ...fetched];
      const ids = [...new Set(documents.map((document) => document.id))].sort();
      expect(ids, "Ids of the documents got").toEqual([...world.documents].sort());
      for (const document of documents) expectValid(document, suite.definition.id);
    }),
  ];
}

function expectValid(document: Document, source: string): void {
  const { error } = documentSchema.strict().safeParse(document);
  expect(error?.issues ?? [], `Problems of the document ${document.id}`).toEqual([]);
  expect(document.source, `The source of ${document.id}`).toBe(source);
  for (const [place, text] of textsOf(document, "document")) {
    expect(isStorable(text), `${place} of ${document.id} is well-formed Unicode without U+0000`).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(document)), `${document.id} after JSON`).toStrictEqual(document);
  if (document.url !== undefined) expect(URL.canParse(document.url), `${document.url} is a URL`).toBe(true);
}

function textsOf(value: unknown, place: string): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [`A key of ${place}`, key] as const,
    ...textsOf(inner, `${place}.${key}`),
  ]);
}
