import { describe, expect, it } from "vitest";
import type { DocumentVectors, VectorHit } from "../contract.ts";
import type { TestBench } from "./describe-vector-store.ts";
import { contentOf, documentOf, idsIn } from "./test-records.ts";
import { seededVector } from "./vectors.ts";

/** A document is replaced whole: its new chunks are there, the old ones are not, and no other document changed. */
export function testReplacement({ place, atomicReplacement }: TestBench): void {
  describe("replaceDocuments", () => {
    it.each([
      ["as many chunks", 3],
      ["more chunks", 5],
      ["fewer chunks", 1],
      ["none", 0],
    ])("replaces a document by %s", async (_, count) => {
      const { store, namespace } = await place();
      await store.replaceDocuments(namespace, [documentOf("document", 3, { text: "old" })]);
      const replacement = documentOf("document", count, { text: "new" });
      for (let time = 0; time < 2; time += 1) {
        await store.replaceDocuments(namespace, [replacement]);
        const content = await contentOf(store, namespace);
        expect([...content.keys()].sort()).toEqual(replacement.records.map(({ id }) => id));
        expect([...content.values()].every(({ text }) => text === "new")).toBe(true);
        expect((await store.stats(namespace)).vectors).toBe(count);
      }
    });

    it("replaces several at once, new and old, growing, shrinking and ending", async () => {
      const { store, namespace } = await place();
      const names = ["same", "grows", "shrinks", "ends", "other"];
      await store.replaceDocuments(
        namespace,
        names.map((name) => documentOf(name, 3, { text: "old" })),
      );
      const sizes = { same: 3, grows: 7, shrinks: 1, ends: 0, new: 2, "never there": 0 };
      const replacements = Object.entries(sizes).map(([name, size]) => documentOf(name, size, { text: "new" }));
      await store.replaceDocuments(namespace, replacements);
      const expected = new Map([
        ...documentOf("other", 3).records.map(({ id }): [string, string] => [id, "old"]),
        ...replacements.flatMap(({ records }) => records.map(({ id }): [string, string] => [id, "new"])),
      ]);
      const content = await contentOf(store, namespace);
      expect(new Map([...content].map(([id, { text }]) => [id, text]))).toEqual(expected);
    });

    it("ends several documents at once", async () => {
      const { store, namespace } = await place();
      await store.replaceDocuments(
        namespace,
        ["a", "b", "c"].map((name) => documentOf(name, 2)),
      );
      await store.replaceDocuments(
        namespace,
        ["a", "b"].map((documentId) => ({ documentId, records: [] })),
      );
      expect(await idsIn(store, namespace)).toEqual(["c#0", "c#1"]);
    });

    it("leaves documents of a like name alone", async () => {
      const { store, namespace } = await place();
      const like = ["a", "ab", "a#1", "A", "a%", "a_", "_"];
      await store.replaceDocuments(
        namespace,
        like.map((name) => documentOf(name, 2)),
      );
      await store.replaceDocuments(namespace, [documentOf("a", 1), documentOf("_", 0), documentOf("a%", 1)]);
      const expected = ["a#0", "a%#0", ...["ab", "a#1", "A", "a_"].flatMap((name) => [`${name}#0`, `${name}#1`])];
      expect(await idsIn(store, namespace)).toEqual(expected.sort());
    });

    it("replaces what upsert wrote, and the other way round", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 4).records);
      await store.replaceDocuments(namespace, [documentOf("document", 2)]);
      await store.upsert(namespace, documentOf("document", 3).records.slice(2));
      expect(await idsIn(store, namespace)).toEqual(["document#0", "document#1", "document#2"]);
    });

    it("holds what the last of many replacements says", async () => {
      const { store, namespace } = await place();
      for (let version = 1; version <= 20; version += 1) {
        const size = (version * 7) % 5;
        await store.replaceDocuments(namespace, [documentOf("document", size, { text: `version ${version}` })]);
        if (version % 10 === 0) await store.optimize(namespace);
        const content = await contentOf(store, namespace);
        expect([...content.values()].map(({ text }) => text)).toEqual(Array(size).fill(`version ${version}`));
      }
    });

    it.runIf(atomicReplacement)("lets no reader see a document twice, in part or not at all", async () => {
      const { store, namespace } = await place();
      const stateAt = (version: number) => [
        documentAt(version),
        documentOf("other", 3, { text: "0", lexical: "shared" }),
      ];
      const idsAt = (version: number) => stateAt(version).flatMap(({ records }) => records.map(({ id }) => id));
      await store.replaceDocuments(namespace, stateAt(0));
      const found: VectorHit[][] = [];
      const listed: string[][] = [];
      let writing = true;
      const repeat = async (read: () => Promise<unknown>) => {
        while (writing) await read();
      };
      const readers = [
        repeat(async () =>
          found.push(await store.query(namespace, { by: "vector", vector: seededVector(1, 8), limit: 50 })),
        ),
        repeat(async () => found.push(await store.query(namespace, { by: "terms", terms: "shared", limit: 50 }))),
        repeat(async () => listed.push(await idsIn(store, namespace))),
      ];
      for (let version = 1; version <= versions; version += 1) {
        await store.replaceDocuments(namespace, [documentAt(version)]);
        if (version % 6 === 0) await store.optimize(namespace);
      }
      writing = false;
      await Promise.all(readers);
      for (const hits of found) {
        const version = Number(hits.find(({ documentId }) => documentId === "document")?.text);
        expect(hits.map(({ id }) => id).sort()).toEqual(idsAt(version).sort());
        expect(new Set(hits.map(({ text }) => text))).toEqual(new Set([String(version), "0"]));
      }
      const possible = Array.from({ length: versions + 1 }, (_, version) => idsAt(version).sort());
      for (const ids of listed) expect(possible).toContainEqual(ids);
    });
  });
}

const versions = 16;

function documentAt(version: number): DocumentVectors {
  return documentOf("document", 1 + ((version * 3) % 4), { text: String(version), lexical: "shared" });
}
