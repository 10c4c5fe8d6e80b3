import { createLocalEmbedder, createMemoryCache, type Embedder } from "@tributary/embedding";
import { analyze } from "@tributary/search";
import { type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { createMemoryVectorStore } from "@tributary/vector-store/testing";
import { describe, expect, it } from "vitest";
import { createIndexer, type IndexableDocument, prepareDocument } from "./index.ts";

const document = (id: string, content: string, path = `${id}.md`): IndexableDocument => ({
  id: `git:r:file:${id}`,
  source: "git",
  sourceId: "src_1",
  type: "file",
  title: path,
  path,
  content,
  format: "markdown",
  version: "1",
});

async function setUp(change: (store: VectorStore) => VectorStore = (store) => store) {
  const store = change(createMemoryVectorStore());
  const local = createLocalEmbedder();
  const calls: string[][] = [];
  const embedder: Embedder = {
    ...local,
    embed(texts, options) {
      calls.push([...texts]);
      return local.embed(texts, options);
    },
  };
  const indexer = createIndexer({ store, embedder, cache: createMemoryCache() });
  const namespace = indexer.namespace("w");
  await store.ensure(namespace, { dimensions: indexer.dimensions });
  const ids = async () => (await Array.fromAsync(store.listIds(namespace))).sort();
  return { store, indexer, calls, ids, namespace };
}

const section = (name: string) => `## ${name}\n\n${`All about ${name} and nothing else. `.repeat(70)}\n\n`;

describe("createIndexer", () => {
  it("writes one record a chunk, with where it stands in the document", async () => {
    const { indexer, ids, store, namespace } = await setUp();
    const result = await indexer.index("w", [document("guide", section("tides") + section("lamps"))]);
    expect(result.documents).toEqual([{ id: "git:r:file:guide", indexed: true, chunks: result.chunks }]);
    expect(await ids()).toEqual(Array.from({ length: result.chunks }, (_, n) => `git:r:file:guide#${n}`));
    const [hit] = await store.query(namespace, { by: "terms", terms: analyze("lamps").join(" "), limit: 1 });
    expect(hit?.fields).toMatchObject({ sourceId: "src_1", path: "guide.md", heading: "lamps" });
    expect(hit?.text).toContain("lamps");
  });

  it("embeds only texts it never embedded, and drops the chunks a document no longer has", async () => {
    const { indexer, calls, ids } = await setUp();
    const sections = ["tides", "lamps", "ships", "gulls"].map(section);
    const first = await indexer.index("w", [document("guide", sections.join(""))]);
    expect(first.embedded).toBe(first.chunks);
    const moved = await indexer.index("w", [document("moved", sections.join(""))]);
    expect(moved).toMatchObject({ embedded: 0, cached: first.chunks });
    calls.length = 0;
    const shorter = await indexer.index("w", [document("guide", sections.slice(0, 2).join(""))]);
    expect(shorter.embedded).toBeLessThanOrEqual(1);
    expect(calls.flat().length).toBe(shorter.embedded);
    expect((await ids()).filter((id) => id.includes(":guide#"))).toHaveLength(shorter.chunks);
  });

  it("indexes the others when the store refuses one document, and says why", async () => {
    const { indexer, ids } = await setUp((store) => ({
      ...store,
      async replaceDocuments(namespace, documents) {
        if (documents.some(({ documentId }) => documentId.endsWith("bad"))) {
          throw new VectorStoreError("invalid-input", "This one is too odd.");
        }
        await store.replaceDocuments(namespace, documents);
      },
    }));
    const result = await indexer.index("w", [document("a", "# A\n"), document("bad", "# B\n"), document("c", "# C\n")]);
    expect(result.documents.map(({ indexed }) => indexed)).toEqual([true, false, true]);
    expect(result.documents[1]).toMatchObject({ problem: { code: "store-refused", message: "This one is too odd." } });
    expect(result.chunks).toBe(2);
    expect(await ids()).toEqual(["git:r:file:a#0", "git:r:file:c#0"]);
  });

  it("fails as a whole when the store is not there", async () => {
    const { indexer } = await setUp((store) => ({
      ...store,
      replaceDocuments: () => Promise.reject(new VectorStoreError("unavailable", "Not now.")),
    }));
    await expect(indexer.index("w", [document("a", "# A\n")])).rejects.toThrow("Not now.");
  });

  it("stores nothing for a document without text, and counts it as indexed", async () => {
    const { indexer, ids } = await setUp();
    const result = await indexer.index("w", [document("empty", " \n\n")]);
    expect(result.documents).toEqual([{ id: "git:r:file:empty", indexed: true, chunks: 0 }]);
    expect(await ids()).toEqual([]);
  });

  it("has another configHash for another chunk size or another model", async () => {
    const store = createMemoryVectorStore();
    const cache = createMemoryCache();
    const embedder = createLocalEmbedder();
    const base = createIndexer({ store, embedder, cache });
    const other = { ...embedder, model: "another" };
    expect(createIndexer({ store, embedder, cache }).configHash).toBe(base.configHash);
    expect(createIndexer({ store, embedder, cache, chunking: { maxTokens: 100 } }).configHash).not.toBe(
      base.configHash,
    );
    expect(createIndexer({ store, embedder: other, cache }).configHash).not.toBe(base.configHash);
    expect(createIndexer({ store, embedder: other, cache }).namespace("w")).not.toBe(base.namespace("w"));
  });
});

describe("prepareDocument", () => {
  it("makes text safe for every layer below and keeps its hash apart from the version", () => {
    const dirty = { ...document("a", "a\0b\ud800c"), title: "t\0", metadata: { "k\0": ["v\udfff"] } };
    const prepared = prepareDocument(dirty);
    if (!prepared.ok) throw new Error("refused");
    expect(prepared.document).toMatchObject({ content: "a\uFFFDb\uFFFDc", title: "t\uFFFD" });
    expect(prepared.document.metadata).toEqual({ "k\uFFFD": ["v\uFFFD"] });
    const newer = prepareDocument({ ...dirty, version: "2" });
    expect(newer.ok && newer.contentHash).toBe(prepared.contentHash);
    const renamed = prepareDocument({ ...dirty, title: "other" });
    expect(renamed.ok && renamed.contentHash).not.toBe(prepared.contentHash);
  });

  it("refuses what does not fit the schema, naming the field", () => {
    const refused = prepareDocument({ ...document("a", ""), updatedAt: "yesterday" });
    expect(refused).toMatchObject({ ok: false, problem: { code: "invalid-response" } });
    expect(!refused.ok && refused.problem.message).toContain("updatedAt");
  });
});
