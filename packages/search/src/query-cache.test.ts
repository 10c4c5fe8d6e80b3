import { describe, expect, it } from "vitest";
import { createQueryCache } from "./query-cache.ts";
import { createSearch } from "./search.ts";
import { embedder, NAMESPACE, record, storeOf } from "./testing/records.ts";

async function cached(options: { now?: () => number } = {}) {
  const cache = createQueryCache({ maxAgeMs: 1_000, ...options });
  const inner = await storeOf([{ document: "a.md", text: "zeta" }]);
  let queries = 0;
  const counting = {
    ...inner,
    query: (...parameters: Parameters<typeof inner.query>) => {
      queries++;
      return inner.query(...parameters);
    },
  };
  const store = cache.watch(counting);
  const { search } = createSearch({ store, embedder, cache });
  const ask = async (query: string) =>
    (await search({ namespace: NAMESPACE, query })).results.map(({ documentId }) => documentId);
  return { ask, store, cache, queries: () => queries };
}

const other = { ...record({ document: "b.md", text: "zeta" }), vector: new Float32Array(embedder.dimensions) };

describe("createQueryCache", () => {
  it("answers the same query again without the store", async () => {
    const { ask, queries } = await cached();
    const first = await ask("zeta");
    const asked = queries();
    expect(await ask("zeta")).toEqual(first);
    expect(queries()).toBe(asked);
    await ask("zeta ");
    expect(queries()).toBeGreaterThan(asked);
  });

  it("sees what was written, and what was deleted, at once", async () => {
    const { ask, store } = await cached();
    expect(await ask("zeta")).toEqual(["a.md"]);
    await store.upsert(NAMESPACE, [other]);
    expect((await ask("zeta")).sort()).toEqual(["a.md", "b.md"]);
    await store.deleteDocuments(NAMESPACE, ["a.md"]);
    expect(await ask("zeta")).toEqual(["b.md"]);
    await store.replaceDocuments(NAMESPACE, [{ documentId: "b.md", records: [] }]);
    expect(await ask("zeta")).toEqual([]);
  });

  it("does not keep an answer that a write overtook", async () => {
    const { cache, store, ask } = await cached();
    const keep = cache.prepare(NAMESPACE, "key");
    await store.upsert(NAMESPACE, [other]);
    keep({ results: [], notices: [] });
    expect(cache.get(NAMESPACE, "key")).toBeUndefined();
    expect((await ask("zeta")).length).toBe(2);
  });

  it("forgets the answers of one namespace only, and those that are old", async () => {
    let now = 0;
    const { cache } = await cached({ now: () => now });
    const answer = { results: [], notices: [] };
    cache.prepare("one", "key")(answer);
    cache.prepare("other", "key")(answer);
    cache.clear("one");
    expect(cache.get("one", "key")).toBeUndefined();
    expect(cache.get("other", "key")).toBe(answer);
    now = 1_000;
    expect(cache.get("other", "key")).toBeUndefined();
  });
});
