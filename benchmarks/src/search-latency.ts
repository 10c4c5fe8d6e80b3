import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalEmbedder } from "@tributary/embedding";
import { createLanceStore } from "@tributary/lancedb";
import { createSearch } from "@tributary/search";
import { chunksPerDocument, createGeneratedChunks, dimensions, documentsPerCall } from "./generated-chunks.ts";
import type { BenchRow } from "./row.ts";

const namespace = "bench";
const queryCount = 200;
const warmUp = 20;

/** What the figure must be, by the number of chunks it holds for. */
const goals: readonly { readonly chunks: number; readonly p50: string; readonly p99?: string }[] = [
  { chunks: 50_000, p50: "≤ 25", p99: "≤ 80" },
  { chunks: 500_000, p50: "≤ 60" },
];

/**
 * Measures whole searches, from the query's text to results with snippets, over this many generated chunks in LanceDB
 * with the local embedder. Making and writing the chunks is not timed; 500,000 take some minutes and 2 GB of disk.
 */
export async function benchSearchLatency(options: { readonly chunks: number }): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), "tributary-bench-search-"));
  const store = createLanceStore({ directory });
  try {
    const calls = Math.ceil(options.chunks / (documentsPerCall * chunksPerDocument));
    const generated = createGeneratedChunks({ calls });
    await store.ensure(namespace, { dimensions });
    for (let call = 0; call < calls; call++) await store.replaceDocuments(namespace, await generated.call(call));
    await store.optimize(namespace);
    const queries = await Promise.all(Array.from({ length: queryCount }, (_, number) => generated.query(number)));
    const { search } = createSearch({ store, embedder: createLocalEmbedder({ dimensions }) });
    const times: number[] = [];
    for (const [index, { terms }] of [...queries.slice(0, warmUp), ...queries].entries()) {
      const started = performance.now();
      // Another limit than in the warm-up, so that nothing is remembered.
      await search({ namespace, query: terms, limit: index < warmUp ? 9 : 10 });
      if (index >= warmUp) times.push(performance.now() - started);
    }
    times.sort((one, other) => one - other);
    const quantile = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
    const { vectors } = await store.stats(namespace);
    const goal = goals.find(({ chunks }) => options.chunks <= chunks);
    const name = (what: string) => `${vectors.toLocaleString("en-US")} chunks: whole search, ${what}`;
    return [
      { name: name("median"), value: quantile(0.5), unit: "ms", ...(goal && { goal: goal.p50 }) },
      { name: name("p99"), value: quantile(0.99), unit: "ms", ...(goal?.p99 && { goal: goal.p99 }) },
    ];
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
