import type { Document } from "@tributary/validation";
import { expect } from "vitest";
import type { FakeVercel } from "../testing/index.ts";

/** Fails unless the documents are those of the fake's own census, whole, and hold no value of an environment variable. */
export function expectCensus(held: ReadonlyMap<string, Document>, vercel: FakeVercel): void {
  const { documents, values } = vercel.census();
  const byOwnId = new Map([...held.values()].map((document) => [document.id.split(":").at(-1) ?? "", document]));
  expect([...byOwnId.keys()].sort()).toEqual([...documents.keys()].sort());
  for (const [id, { type, texts }] of documents) {
    const document = byOwnId.get(id);
    const text = `${document?.title}\n${document?.content}`;
    expect(document?.type).toBe(type);
    expect(
      texts.filter((part) => !text.includes(part)),
      `What is missing from ${id}`,
    ).toEqual([]);
  }
  const everything = JSON.stringify([...held.values()]);
  expect(values.filter((value) => everything.includes(value))).toEqual([]);
}
