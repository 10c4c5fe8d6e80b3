import type { BenchRow } from "./row.ts";
import type { Ranker } from "./search-baselines.ts";
import { measure } from "./search-measures.ts";

/** A question, and the ids of the documents that answer it. */
export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
}

/** Asks all questions and says how good the answers were, and how long they took. */
export async function askAll(name: string, rank: Ranker, asked: readonly Question[]): Promise<BenchRow[]> {
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
