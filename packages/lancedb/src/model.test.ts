import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VectorStore } from "@tributary/vector-store";
import {
  createMemoryVectorStore,
  documentOf,
  recordOf,
  seededRandom,
  seededVector,
} from "@tributary/vector-store/testing";
import { expect, it } from "vitest";
import { createLanceStore } from "./lance-store.ts";

async function everything(store: VectorStore) {
  const query = { by: "vector", vector: seededVector(1, 8), limit: 10_000 } as const;
  const hits = await store.query("w", query);
  return hits.map(({ id, text, fields }) => ({ id, text, fields })).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** A change drawn at random, to be made to both stores. */
function drawChange(random: () => number, step: number): (store: VectorStore) => Promise<void> {
  const upTo = (count: number) => Math.floor(random() * count);
  const names = Array.from({ length: 1 + upTo(6) }, () => `document ${upTo(25)}`);
  const documents = [...new Set(names)].map((name) => documentOf(name, upTo(6), { text: `step ${step}` }));
  const ids = Array.from({ length: 1 + upTo(8) }, () => `document ${upTo(25)}#${upTo(5)}`);
  const kind = random();
  if (kind < 0.6) return (store) => store.replaceDocuments("w", documents);
  const written = names.map((name) => recordOf(name, ids.length % 5, { text: `upsert ${step}` }));
  if (kind < 0.8) return (store) => store.upsert("w", written);
  if (kind < 0.9) return (store) => store.deleteByIds("w", ids);
  return (store) => store.deleteDocuments("w", names);
}

it.each([1, 2])(
  "holds what the store in memory holds after any changes, restarts and optimisation: seed %d",
  async (seed) => {
    const directory = await mkdtemp(join(tmpdir(), "tributary-lancedb-model-"));
    const random = seededRandom(seed);
    const model = createMemoryVectorStore();
    let store = createLanceStore({ directory });
    await model.ensure("w", { dimensions: 8 });
    await store.ensure("w", { dimensions: 8 });
    for (let step = 1; step <= 40; step += 1) {
      const change = drawChange(random, step);
      await change(model);
      await change(store);
      if (step % 20 === 0) await store.optimize("w");
      if (step % 15 === 0) {
        await store.close();
        store = createLanceStore({ directory });
      }
      if (step % 5 === 0)
        expect(await everything(store), `seed ${seed}, step ${step}`).toEqual(await everything(model));
    }
    await store.close();
    await rm(directory, { recursive: true });
  },
);
