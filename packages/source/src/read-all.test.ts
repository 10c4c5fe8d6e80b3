import type { Document, DocumentReference } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import type { FetchResult, PullPage, PullRequest, Source } from "./contract.ts";
import { SourceError } from "./error.ts";
import { readAll } from "./read-all.ts";

const documentOf = (id: string): Document => ({
  id,
  source: "test",
  type: "note",
  title: id,
  content: `Text of ${id}.`,
  format: "text",
  version: "1",
});
const referenceTo = (id: string) =>
  ({ type: "reference", reference: { id, version: "1", type: "note" } satisfies DocumentReference }) as const;

/** A source of fixed pages, which notes what it was asked for. */
function sourceOf(pages: readonly PullPage["changes"][], results: Readonly<Record<string, FetchResult>> = {}) {
  const pulls: PullRequest[] = [];
  const fetches: (readonly string[])[] = [];
  const left: string[] = [];
  const source: Source = {
    validate: async () => ({ name: "test", capabilities: [] }),
    async pull(request) {
      request.signal?.throwIfAborted();
      pulls.push(request);
      const index = Number(request.cursor ?? 0);
      return { changes: pages[index] ?? [], cursor: String(index + 1), hasMore: index + 1 < pages.length };
    },
    async *fetch(references, signal) {
      fetches.push(references.map((reference) => reference.id));
      try {
        for (const { id } of references) {
          signal?.throwIfAborted();
          yield results[id] ?? { type: "document", document: documentOf(id) };
        }
      } finally {
        left.push("fetch");
      }
    },
  };
  return { source, pulls, fetches, left };
}

async function idsOf(documents: AsyncIterable<Document>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const document of documents) ids.push(document.id);
  return ids;
}

describe("readAll", () => {
  it("reads whole documents and references of every page", async () => {
    const { source, pulls } = sourceOf([
      [{ type: "document", document: documentOf("test:1") }, referenceTo("test:2")],
      [],
      [referenceTo("test:3"), { type: "delete", id: "test:4" }],
    ]);
    expect(await idsOf(readAll(source))).toEqual(["test:1", "test:2", "test:3"]);
    expect(pulls).toEqual([
      { mode: "full", cursor: null },
      { mode: "full", cursor: "1" },
      { mode: "full", cursor: "2" },
    ]);
  });

  it("fetches fifty references at once", async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `test:${index}`);
    const { source, fetches } = sourceOf([ids.map(referenceTo)]);
    expect(await idsOf(readAll(source))).toEqual(ids);
    expect(fetches.map((batch) => batch.length)).toEqual([50, 50, 20]);
  });

  it("leaves out what is skipped or gone", async () => {
    const skipped = {
      type: "skipped",
      id: "test:2",
      version: "1",
      reason: "binary",
      message: "It is binary.",
    } as const;
    const { source } = sourceOf([[referenceTo("test:1"), referenceTo("test:2"), referenceTo("test:3")]], {
      "test:1": { type: "gone", id: "test:1" },
      "test:2": skipped,
    });
    expect(await idsOf(readAll(source))).toEqual(["test:3"]);
  });

  it("throws the error of a document that failed", async () => {
    const error = new SourceError("invalid-response", "Note 1 is not JSON.");
    const { source } = sourceOf([[referenceTo("test:1")]], { "test:1": { type: "failed", id: "test:1", error } });
    await expect(idsOf(readAll(source))).rejects.toBe(error);
  });

  it("reads nothing ahead, and ends the fetch when it is left", async () => {
    const { source, pulls, left } = sourceOf([[referenceTo("test:1"), referenceTo("test:2")], [referenceTo("test:3")]]);
    for await (const document of readAll(source)) if (document.id === "test:1") break;
    expect(pulls).toHaveLength(1);
    expect(left).toEqual(["fetch"]);
  });

  it("hands its signal on", async () => {
    const controller = new AbortController();
    const reason = new Error("Enough.");
    const { source } = sourceOf([[referenceTo("test:1"), referenceTo("test:2")]]);
    const reading = readAll(source, controller.signal);
    await reading.next();
    controller.abort(reason);
    await expect(reading.next()).rejects.toBe(reason);
    await expect(readAll(source, AbortSignal.abort(reason)).next()).rejects.toBe(reason);
  });
});
