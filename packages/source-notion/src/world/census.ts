import type { Document } from "@tributary/validation";
import { expect } from "vitest";
import type { FakeNotion } from "../testing/index.ts";

/** Fails unless the documents are those of the fake's own census, whole, and hold no signed address. */
export function expectCensus(held: ReadonlyMap<string, Document>, fake: FakeNotion): void {
  const { documents } = fake.census();
  const byOwnId = new Map([...held.values()].map((document) => [document.id.split(":").at(-1) ?? "", document]));
  expect([...byOwnId.keys()].sort()).toEqual([...documents.keys()].sort());
  const lacking: string[] = [];
  for (const [id, { type, texts }] of documents) {
    const document = byOwnId.get(id);
    const text = `${document?.title}\n${document?.content}`;
    if (document?.type !== type) lacking.push(`${id} is a ${document?.type}`);
    for (const part of texts) if (!text.includes(part)) lacking.push(`${id} lacks ${part}`);
    if (/X-Amz-/i.test(JSON.stringify(document))) lacking.push(`${id} holds a signed address`);
  }
  expect(lacking).toEqual([]);
}
