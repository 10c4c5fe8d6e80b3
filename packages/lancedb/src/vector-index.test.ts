import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VectorRecord, VectorStore } from "@tributary/vector-store";
import { createMemoryVectorStore, recordOf, seededVector } from "@tributary/vector-store/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLanceStore } from "./lance-store.ts";

const dimensions = 32;
const limit = 50;

function recordsOf(from: number, count: number): VectorRecord[] {
  return Array.from({ length: count }, (_, index) =>
    recordOf(`document ${from + index}`, 0, {
      vector: seededVector(from + index, dimensions),
      fields: { type: index % 20 === 0 ? "rare" : "common" },
    }),
  );
}

describe("a table large enough for a vector index", () => {
  const exact = createMemoryVectorStore();
  let directory = "";
  let store: VectorStore;

  async function both(change: (store: VectorStore) => Promise<void>): Promise<void> {
    await change(store);
    await change(exact);
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-index-"));
    store = createLanceStore({ directory });
    await both((each) => each.ensure("w", { dimensions }));
    await both((each) => each.upsert("w", recordsOf(0, 6_000)));
    await store.optimize("w");
    await both((each) => each.upsert("w", recordsOf(6_000, 300)));
    await both((each) => each.deleteDocuments("w", ["document 10", "document 6010"]));
    await both((each) => each.upsert("w", [recordOf("document 20", 0, { vector: seededVector(99_999, dimensions) })]));
  });

  afterAll(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  it.each([
    ["every record", {}],
    ["one record in twenty", { filter: { type: ["rare"] } }],
  ])("finds at least 98 of 100 nearest among %s, with their exact cosine", async (_, narrowed) => {
    let found = 0;
    for (let seed = 50_000; seed < 50_020; seed += 1) {
      const query = { by: "vector", vector: seededVector(seed, dimensions), limit, ...narrowed } as const;
      const expected = new Map((await exact.query("w", query)).map(({ id, score }) => [id, score]));
      const hits = await store.query("w", query);
      expect(hits).toHaveLength(limit);
      for (const { id, score } of hits) {
        const right = expected.get(id);
        if (right === undefined) continue;
        found += 1;
        expect(score).toBeCloseTo(right, 4);
      }
    }
    expect(found / (20 * limit)).toBeGreaterThanOrEqual(0.98);
  });

  it("finds a record written after the index was built, and not one deleted since", async () => {
    const nearest = async (seed: number) => {
      const query = { by: "vector", vector: seededVector(seed, dimensions), limit: 1 } as const;
      return (await store.query("w", query))[0]?.documentId;
    };
    expect(await nearest(6_200)).toBe("document 6200");
    expect(await nearest(99_999)).toBe("document 20");
    expect([await nearest(10), await nearest(6_010)]).not.toContain("document 10");
  });
});
