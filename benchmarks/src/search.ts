import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createSearch } from "@tributary/search";
import type { BenchRow } from "./row.ts";
import { type Ranker, rankByCounting, rankByPlainTerms, rankByVectors } from "./search-baselines.ts";
import { type Corpus, indexCommit } from "./search-corpus.ts";
import { type HistoryQuery, readHistory } from "./search-history.ts";
import { measure } from "./search-measures.ts";

const QUERIES = 250;
const QUERIES_MIN = 200;

/** Cut off in the question as the search would refuse more. */
const QUERY_CHARACTERS = 1_000;

/**
 * Measures search on a clone's own history: subjects of commits as queries, the files they changed as answers, over the
 * tree the first of these commits was made on; beside term counting, plain BM25 over chunks and nearest vectors alone.
 */
export async function benchSearch(options: { git: string }): Promise<BenchRow[]> {
  const repository = resolve(options.git);
  const { base, queries } = readHistory(repository, { count: QUERIES, minimum: QUERIES_MIN });
  const folder = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  try {
    const corpus = await indexCommit(repository, base, folder);
    try {
      return await compare(corpus, queries);
    } finally {
      await corpus.store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(corpus: Corpus, queries: readonly HistoryQuery[]): Promise<BenchRow[]> {
  const indexed = new Set(corpus.files.map(({ path }) => path));
  const asked = queries
    .map(({ text, answers }) => ({
      text: text.slice(0, QUERY_CHARACTERS),
      answers: answers.filter((path) => indexed.has(path)),
    }))
    .filter(({ answers }) => answers.length > 0);
  const rows: BenchRow[] = [
    { name: "queries", value: asked.length, unit: "queries" },
    { name: "files", value: corpus.files.length, unit: "files" },
    { name: "chunks", value: corpus.chunks.length, unit: "chunks" },
  ];
  const rankers: Record<string, Ranker> = {
    "term counting": rankByCounting(corpus),
    "plain BM25": rankByPlainTerms(corpus),
    "dense only": rankByVectors(corpus),
    hybrid: rankByHybrid(corpus),
  };
  for (const [name, rank] of Object.entries(rankers)) rows.push(...(await rowsOf(name, rank, asked)));
  return rows;
}

function rankByHybrid({ store, embedder, namespace }: Corpus): Ranker {
  const { search } = createSearch({ store, embedder });
  return async (query) => (await search({ namespace, query })).map(({ path, title }) => path ?? title);
}

async function rowsOf(name: string, rank: Ranker, asked: readonly Omit<HistoryQuery, "commit">[]): Promise<BenchRow[]> {
  const times: number[] = [];
  const judged = [];
  for (const { text, answers } of asked) {
    const started = performance.now();
    const ranked = await rank(text);
    times.push(performance.now() - started);
    judged.push({ ranked, answers });
  }
  times.sort((a, b) => a - b);
  const { recallAt5, recallAt10, reciprocalRank, discountedGain } = measure(judged);
  return [
    { name: `${name}: recall@5`, value: recallAt5, unit: "" },
    { name: `${name}: recall@10`, value: recallAt10, unit: "" },
    { name: `${name}: MRR@10`, value: reciprocalRank, unit: "" },
    { name: `${name}: nDCG@10`, value: discountedGain, unit: "" },
    { name: `${name}: p50`, value: times[Math.floor(times.length / 2)] ?? 0, unit: "ms" },
  ];
}
