import { type VectorStore, VectorStoreError } from "@tributary/vector-store";
import {
  createMemoryVectorStore,
  documentOf,
  recordOf,
  seededRandom,
  seededVector,
} from "@tributary/vector-store/testing";
import { expect, it, onTestFinished } from "vitest";
import { openFake } from "./testing/open-store.ts";

async function everything(store: VectorStore) {
  const hits = await store.query("w", { by: "vector", vector: seededVector(1, 8), limit: 10_000 });
  const ids = await Array.fromAsync(store.listIds("w"));
  const content = hits.map(({ id, text, fields }) => ({ id, text, fields }));
  return { ids: ids.sort(), content: content.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** A change drawn at random, to be made to both stores. */
function drawChange(random: () => number, step: number): (store: VectorStore) => Promise<void> {
  const upTo = (count: number) => Math.floor(random() * count);
  const names = Array.from({ length: 1 + upTo(6) }, () => `document ${upTo(25)}`);
  const documents = [...new Set(names)].map((name) => documentOf(name, upTo(6), { text: `step ${step}` }));
  const ids = Array.from({ length: 1 + upTo(8) }, () => `document ${upTo(25)}#${upTo(5)}`);
  const kind = random();
  if (kind < 0.5) return (store) => store.replaceDocuments("w", documents);
  const written = names.map((name) => recordOf(name, ids.length % 5, { text: `upsert ${step}` }));
  if (kind < 0.75) return (store) => store.upsert("w", written);
  if (kind < 0.9) return (store) => store.deleteByIds("w", ids);
  return (store) => store.deleteDocuments("w", names);
}

/** As a workflow does it: a step that failed runs again. */
async function untilDone(change: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof VectorStoreError && error.retryable)) throw error;
    }
  }
  throw new Error("it failed ten times");
}

it.each([
  ["filter", {}, {}],
  ["prefix", {}, {}],
  ["filter", { reads: 3 }, {}],
  ["prefix", { reads: 3 }, {}],
  ["filter", {}, { status: 503, times: 30, after: 5 }],
  ["prefix", {}, { halfWritten: true, path: "/vectors/upsert", times: 10, after: 5 }],
] as const)(
  "holds what the store in memory holds, removing by %s, with %o and %o",
  async (removal, consistency, fault) => {
    const { fake, open } = await openFake(onTestFinished, { consistency });
    const random = seededRandom(7);
    const model = createMemoryVectorStore();
    let store = open({ removal });
    await model.ensure("w", { dimensions: 8 });
    await store.ensure("w", { dimensions: 8 });
    if (Object.keys(fault).length > 0) fake.inject(fault);
    for (let step = 1; step <= 16; step += 1) {
      const change = drawChange(random, step);
      await change(model);
      await untilDone(() => change(store));
      if (step % 8 === 0) {
        expect(await everything(store), `step ${step}`).toEqual(await everything(model));
        await store.optimize("w");
        await store.close();
        store = open({ removal });
      }
    }
  },
);
