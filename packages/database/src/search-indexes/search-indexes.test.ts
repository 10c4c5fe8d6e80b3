import type { IndexDescription } from "@tributary/validation";
import { expect, it } from "vitest";
import { type Database, documents, type SearchIndex, searchIndexes } from "../index.ts";
import { createScope, storable } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";

const description: IndexDescription = {
  ...{ embedder: "local", model: "m", dimensions: 8, kind: "lexical", chunker: "1", analyzer: "1", options: {} },
};
const named = (workspaceId: string, configHash: string) => ({
  ...{ workspaceId, configHash, description },
  namespace: (id: string) => `${workspaceId}/${id}`,
});
const quality = { queries: 1, old: { mrr: 1, recall: 1 }, new: { mrr: 0, recall: 0 }, oldByWordsOnly: false };

describeDatabases("searchIndexes", (database) => {
  /** A workspace with documents a, b and c, searchable in an index of configuration `old`. */
  async function setUp() {
    const scope = await createScope(database());
    const { workspaceId } = scope;
    const active = await searchIndexes.first(database(), named(workspaceId, "old"));
    const store = (id: string, content: string) =>
      documents.storeFetched(database(), {
        ...scope,
        documents: [storable(id, { content })],
        skipped: [],
        failed: [],
      });
    const index = async (id: string) => {
      const [loaded] = await documents.loadForIndexing(database(), { workspaceId, ids: [id] });
      const contentHash = loaded?.contentHash ?? "";
      const entries = [{ id, contentHash, configHash: "old", chunkCount: 1 }];
      await documents.markIndexed(database(), { workspaceId, entries });
    };
    for (const id of ["a", "b", "c"]) {
      await store(id, `first ${id}`);
      await index(id);
    }
    return { ...scope, active, store, index };
  }

  it("keeps one active index, and one that is to replace it, a workspace", async () => {
    const { workspaceId, active } = await setUp();
    expect(await searchIndexes.first(database(), named(workspaceId, "other"))).toEqual(active);
    const building = await searchIndexes.begin(database(), named(workspaceId, "new"));
    expect(building).toMatchObject({ state: "building", configHash: "new", attempt: 0, activatedAt: null });
    expect(await searchIndexes.begin(database(), named(workspaceId, "new"))).toEqual(building);

    await searchIndexes.fail(database(), building, { code: "unavailable", message: "Not\0now." });
    const resumed = await searchIndexes.begin(database(), named(workspaceId, "new"));
    expect(resumed).toMatchObject({ id: building.id, state: "building", attempt: 1, problem: null });
    const another = await searchIndexes.begin(database(), named(workspaceId, "newer"));
    expect(another.id).not.toBe(building.id);
    expect(await searchIndexes.leaving(database(), workspaceId)).toMatchObject([{ id: building.id }]);
    await searchIndexes.emptied(database(), building);
    expect(await searchIndexes.get(database(), building)).toBeNull();
  });

  it("switches once the new index holds every document as it is, and none that is gone", async () => {
    const { workspaceId, active, store, index } = await setUp();
    const building = await searchIndexes.begin(database(), named(workspaceId, "new"));
    const switchNow = () => searchIndexes.makeActive(database(), building);
    expect(await searchIndexes.countDocuments(database(), building)).toBe(3);
    expect(await switchNow()).toBe("behind");
    expect(await build(database(), building)).toEqual(["a", "b", "c"]);
    expect(await searchIndexes.countBuilt(database(), building)).toEqual({ done: 3, failed: 0 });

    await store("b", "second b");
    await index("b");
    await documents.markDeleting(database(), { workspaceId, ids: ["c"] });
    expect(await switchNow()).toBe("behind");
    expect(await build(database(), building)).toEqual(["b"]);
    expect(await switchNow()).toBe("behind");
    expect(await searchIndexes.vanished(database(), building, 10)).toEqual(["c"]);
    await searchIndexes.forget(database(), building, ["c"]);
    // Waits to be indexed, which whoever does it will do in the new index.
    await store("a", "second a");
    expect(await switchNow()).toBe("switched");

    expect(await searchIndexes.active(database(), workspaceId)).toMatchObject({ id: building.id });
    expect(await searchIndexes.leaving(database(), workspaceId)).toMatchObject([{ id: active.id }]);
    const loaded = await documents.loadForIndexing(database(), { workspaceId, ids: ["a", "b", "c"] });
    expect(loaded.map(({ id, configHash, chunkCount }) => [id, configHash, chunkCount])).toEqual([
      ["a", "old", 1],
      ["b", "new", 2],
    ]);
    expect(await switchNow()).toBe("gone");
  });

  it("leaves out of the switch what could not be indexed, which the next sync then tries again", async () => {
    const { workspaceId, sourceId } = await setUp();
    const building = await searchIndexes.begin(database(), named(workspaceId, "new"));
    await build(database(), building, "b");
    expect(await searchIndexes.countBuilt(database(), building)).toEqual({ done: 3, failed: 1 });
    expect(await searchIndexes.makeActive(database(), building)).toBe("switched");
    const left = await documents.unfinished(database(), { workspaceId, sourceId, configHash: "new" });
    expect(left).toEqual({ fetch: [], index: ["b"], delete: [] });
  });

  it("holds what did not pass until a person decides, and remembers what was dropped", async () => {
    const { workspaceId } = await setUp();
    const building = await searchIndexes.begin(database(), named(workspaceId, "new"));
    await build(database(), building);
    await searchIndexes.recordQuality(database(), building, { ...quality, passed: false });
    expect(await searchIndexes.next(database(), workspaceId)).toMatchObject({ state: "held", quality });
    expect(await searchIndexes.makeActive(database(), building)).toBe("gone");
    expect(await searchIndexes.approve(database(), workspaceId)).toMatchObject({ state: "building", approved: true });
    expect(await searchIndexes.approve(database(), workspaceId)).toBeNull();

    expect(await searchIndexes.drop(database(), workspaceId)).toBe(true);
    expect(await searchIndexes.drop(database(), workspaceId)).toBe(false);
    expect(await searchIndexes.isUnwanted(database(), workspaceId, "new")).toBe(true);
    await searchIndexes.emptied(database(), building);
    expect(await searchIndexes.leaving(database(), workspaceId)).toEqual([]);
    expect(await searchIndexes.isUnwanted(database(), workspaceId, "new")).toBe(true);
    const again = await searchIndexes.begin(database(), named(workspaceId, "new"));
    expect(again.id).not.toBe(building.id);
    expect(await searchIndexes.isUnwanted(database(), workspaceId, "new")).toBe(false);
  });

  it("replaces an index nothing was put into, and names what documents were indexed under", async () => {
    const { workspaceId } = await createScope(database());
    expect(await searchIndexes.configHashes(database(), workspaceId)).toEqual([]);
    const unused = await searchIndexes.first(database(), named(workspaceId, "old"));
    expect(await searchIndexes.isUsed(database(), workspaceId)).toBe(false);
    const active = await searchIndexes.replaceUnused(database(), unused, named(workspaceId, "new"));
    expect(active).toMatchObject({ state: "active", configHash: "new" });
    expect(await searchIndexes.leaving(database(), workspaceId)).toMatchObject([{ id: unused.id }]);

    const used = await setUp();
    expect(await searchIndexes.isUsed(database(), used.workspaceId)).toBe(true);
    expect(await searchIndexes.configHashes(database(), used.workspaceId)).toEqual(["old"]);
  });

  it("samples documents that both indexes hold, always the same", async () => {
    const { workspaceId, store } = await setUp();
    const building = await searchIndexes.begin(database(), named(workspaceId, "new"));
    await build(database(), building);
    await store("b", "second b");
    const sampled = await searchIndexes.sample(database(), { workspaceId, id: building.id, limit: 10 });
    expect(sampled.map(({ id, start }) => [id, start]).toSorted()).toEqual([
      ["a", "first a"],
      ["c", "first c"],
    ]);
    const one = await searchIndexes.sample(database(), { workspaceId, id: building.id, limit: 1 });
    expect(one).toEqual(sampled.slice(0, 1));
  });
});

/** Records everything that is due as built, one of them as refused; returns what was due. */
async function build(database: Database, index: SearchIndex, refused?: string): Promise<string[]> {
  const { due } = await searchIndexes.duePage(database, { ...index, after: "", limit: 10 });
  const ids = due.map(({ documentId }) => documentId);
  const loaded = await documents.loadForIndexing(database, { workspaceId: index.workspaceId, ids, anew: true });
  const built = loaded.map(({ id, contentHash }) => ({
    ...{ documentId: id, contentHash, chunkCount: 2 },
    ...(id === refused && { problem: { code: "store-refused", message: "Too odd." } }),
  }));
  await searchIndexes.recordBuilt(database, index, { documents: built, chunks: 2, embedded: 1, cached: 1 });
  return ids;
}
