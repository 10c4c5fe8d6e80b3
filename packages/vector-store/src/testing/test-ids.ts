import { describe, expect, it } from "vitest";
import type { TestBench } from "./describe-vector-store.ts";
import { bringInto, documentOf, idsIn, oddStrings, recordOf, statesOfRows } from "./test-records.ts";

const oddDocuments = oddStrings.map((odd) => `git:1:file:${odd}`);

/** Ids are any text: kept, listed, compared and deleted as they are. */
export function testIds({ place }: TestBench): void {
  describe.each(statesOfRows)("ids, %s", (state) => {
    it("are kept whatever characters they hold", async () => {
      const { store, namespace } = await place();
      await store.upsert(
        namespace,
        oddDocuments.map((documentId) => recordOf(documentId, 0)),
      );
      await bringInto(state, store, namespace);
      const expected = oddDocuments.map((documentId) => `${documentId}#0`).sort();
      expect(await idsIn(store, namespace)).toEqual(expected);
      await store.upsert(
        namespace,
        oddDocuments.map((documentId) => recordOf(documentId, 0)),
      );
      expect(await idsIn(store, namespace)).toEqual(expected);
    });

    it("name one record or document each when it is replaced or deleted", async () => {
      const { store, namespace } = await place();
      await store.replaceDocuments(
        namespace,
        oddDocuments.map((documentId) => documentOf(documentId, 2)),
      );
      await bringInto(state, store, namespace);
      for (const [index, documentId] of oddDocuments.entries()) {
        if (index % 3 === 0) await store.deleteByIds(namespace, [`${documentId}#1`]);
        if (index % 3 === 1) await store.deleteDocuments(namespace, [documentId]);
        if (index % 3 === 2) await store.replaceDocuments(namespace, [documentOf(documentId, 3)]);
      }
      const counts = [1, 0, 3];
      const expected = oddDocuments.flatMap((documentId, index) =>
        documentOf(documentId, counts[index % 3] ?? 0).records.map(({ id }) => id),
      );
      expect(await idsIn(store, namespace)).toEqual(expected.sort());
    });

    it("differ by case, by composition and by a space at the end", async () => {
      const { store, namespace } = await place();
      const like = ["file:a", "file:A", "file:a ", " file:a", "file:\u00e9", "file:e\u0301"];
      await store.replaceDocuments(
        namespace,
        like.map((documentId) => documentOf(documentId, 1)),
      );
      await bringInto(state, store, namespace);
      await store.deleteDocuments(namespace, ["file:a", "file:\u00e9"]);
      expect(await idsIn(store, namespace)).toEqual([" file:a#0", "file:A#0", "file:a #0", "file:e\u0301#0"].sort());
    });

    it("are listed by prefix, taken literally", async () => {
      const { store, namespace } = await place();
      const documents = ["git:1:a", "git:1:ab", "git:10:a", "git:_:a", "git:%:a", "GIT:1:a", "git:1:\\a", "git:1:'a"];
      await store.upsert(
        namespace,
        documents.map((documentId) => recordOf(documentId, 0)),
      );
      await bringInto(state, store, namespace);
      const all = documents.map((documentId) => `${documentId}#0`).sort();
      expect(await idsIn(store, namespace, "")).toEqual(all);
      for (const prefix of ["git:1:", "git:1", "git:_", "git:%", "git:1:\\", "git:1:'", "git:1:a#0", "it", "nothing"]) {
        const expected = all.filter((id) => id.startsWith(prefix));
        expect(await idsIn(store, namespace, prefix), prefix).toEqual(expected);
      }
    });

    it("can be read while the namespace changes", async () => {
      const { store, namespace } = await place();
      await store.upsert(namespace, documentOf("document", 50).records);
      const seen: string[] = [];
      for await (const id of store.listIds(namespace)) {
        seen.push(id);
        if (seen.length === 10) await store.deleteDocuments(namespace, ["document"]);
        if (seen.length === 20) await store.optimize(namespace);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(await idsIn(store, namespace)).toEqual([]);
    });
  });
}
