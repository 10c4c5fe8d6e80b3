import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLanceStore } from "@tributary/lancedb";
import type { DocumentVectors, VectorQuery, VectorStore } from "@tributary/vector-store";
import { chunksPerDocument, createGeneratedChunks, dimensions, documentsPerCall } from "./generated-chunks.ts";
import type { BenchRow } from "./row.ts";

const namespace = "bench";
/** Calls until 30,000 chunks are written, and until 50,000 and a few are. */
const callsOfFirstSync = 200;
const callsInAll = 334;
const queryCount = 200;
const recallQueries = 50;
/** Hits asked for by each half of a hybrid search. */
const limit = 50;

/**
 * Measures LanceDB on 50,000 chunks of 384 dimensions in a temporary folder: texts of words drawn by Zipf's law, vectors
 * by the local embedder, 50 documents of 3 chunks a call. Making the corpus is not timed. Takes about 45 s.
 */
export async function benchVectorStore(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), "tributary-bench-lancedb-"));
  const store = createLanceStore({ directory });
  try {
    const corpus = createGeneratedChunks({ calls: callsInAll });
    const queries = await Promise.all(Array.from({ length: queryCount }, (_, number) => corpus.query(number)));
    const nearest = createNearest(queries.slice(0, recallQueries).map(({ vector }) => vector));
    await corpus.call(0);
    const residentBefore = residentMegabytes();
    await store.ensure(namespace, { dimensions });

    const writes: number[] = [];
    const write = async (from: number, to: number) => {
      for (let number = from; number < to; number += 1) {
        const documents = await corpus.call(number);
        nearest.add(documents);
        writes.push(await timed(() => store.replaceDocuments(namespace, documents)));
      }
    };
    await write(0, callsOfFirstSync);
    const firstSyncWrites = sum(writes);
    const firstOptimize = await timed(() => store.optimize(namespace));
    const residentAfterFirstSync = residentMegabytes();
    await write(callsOfFirstSync, callsInAll);
    const secondOptimize = await timed(() => store.optimize(namespace));

    const byVector = await timeQueries(store, queries, ({ vector }) => [{ by: "vector", vector, limit }]);
    const byTerms = await timeQueries(store, queries, ({ terms }) => [{ by: "terms", terms, limit }]);
    const both = await timeQueries(store, queries, ({ vector, terms }) => [
      { by: "vector", vector, limit },
      { by: "terms", terms, limit },
    ]);
    const filtered = await timeQueries(store, queries, ({ vector, terms }) => {
      const filter = { type: ["file"], pathPrefix: "src/part7/" };
      return [
        { by: "vector", vector, limit, filter },
        { by: "terms", terms, limit, filter },
      ];
    });
    const recall = await nearest.recall(store);
    const changes: number[] = [];
    for (let number = 0; number < 20; number += 1) {
      const changed = (await corpus.call(number * 7, 1)).slice(0, 1);
      changes.push(await timed(() => store.replaceDocuments(namespace, changed)));
    }
    const leftForLater = await timed(() => store.optimize(namespace));

    const first = callsOfFirstSync * documentsPerCall * chunksPerDocument;
    const { vectors } = await store.stats(namespace);
    const name = (what: string) => `${vectors.toLocaleString("en-US")} chunks: ${what}`;
    return [
      {
        name: `${first.toLocaleString("en-US")} new chunks: written and optimised`,
        value: (firstSyncWrites + firstOptimize) / 1_000,
        unit: "s",
        goal: "≤ 6",
      },
      { name: "of which writing, 150 a call", value: firstSyncWrites / callsOfFirstSync, unit: "ms/call" },
      { name: "of which optimize", value: firstOptimize / 1_000, unit: "s" },
      {
        name: "memory added by that",
        value: residentAfterFirstSync - residentBefore,
        unit: "MB",
        goal: "≤ 250",
      },
      { name: "the last 50 calls", value: sum(writes.slice(-50)) / 50, unit: "ms/call" },
      { name: "optimize after 20,000 more", value: secondOptimize / 1_000, unit: "s" },
      { name: name("by vector, median"), value: quantile(byVector, 0.5), unit: "ms" },
      { name: name("by vector, p99"), value: quantile(byVector, 0.99), unit: "ms" },
      { name: name("by terms, median"), value: quantile(byTerms, 0.5), unit: "ms" },
      { name: name("by terms, p99"), value: quantile(byTerms, 0.99), unit: "ms" },
      { name: name("both at once, median"), value: quantile(both, 0.5), unit: "ms", goal: "≤ 25" },
      { name: name("both at once, p99"), value: quantile(both, 0.99), unit: "ms", goal: "≤ 80" },
      { name: name("both at once, filtered, median"), value: quantile(filtered, 0.5), unit: "ms" },
      { name: name(`recall of the ${limit} nearest`), value: recall, unit: "of 1", goal: "≥ 0.98" },
      { name: name("one document replaced, median"), value: quantile(changes, 0.5), unit: "ms" },
      { name: name("optimize after 20 of those"), value: leftForLater, unit: "ms" },
      { name: "memory added in all", value: residentMegabytes() - residentBefore, unit: "MB" },
    ];
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Keeps, for each query, the nearest of everything written, so that no vector has to stay in memory. */
function createNearest(vectors: readonly Float32Array[]) {
  const best = vectors.map(() => new Map<string, number>());
  const trim = (scores: Map<string, number>) =>
    new Map([...scores].sort(([, one], [, other]) => other - one).slice(0, limit));
  return {
    add(documents: readonly DocumentVectors[]): void {
      for (const [index, vector] of vectors.entries()) {
        const scores = best[index] ?? new Map();
        for (const { records } of documents) {
          for (const record of records) scores.set(record.id, dotProduct(record.vector, vector));
        }
        best[index] = trim(scores);
      }
    },
    async recall(store: VectorStore): Promise<number> {
      let found = 0;
      for (const [index, vector] of vectors.entries()) {
        const hits = await store.query(namespace, { by: "vector", vector, limit });
        found += hits.filter(({ id }) => best[index]?.has(id)).length;
      }
      return found / (vectors.length * limit);
    },
  };
}

async function timeQueries<Query>(
  store: VectorStore,
  queries: readonly Query[],
  asked: (query: Query) => readonly VectorQuery[],
): Promise<number[]> {
  const run = (query: Query) => timed(() => Promise.all(asked(query).map((one) => store.query(namespace, one))));
  for (const query of queries.slice(0, 20)) await run(query);
  const times: number[] = [];
  for (const query of queries) times.push(await run(query));
  return times;
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function dotProduct(one: Float32Array, other: Float32Array): number {
  let product = 0;
  for (let index = 0; index < one.length; index += 1) product += (one[index] ?? 0) * (other[index] ?? 0);
  return product;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function residentMegabytes(): number {
  return process.memoryUsage().rss / 1_048_576;
}
