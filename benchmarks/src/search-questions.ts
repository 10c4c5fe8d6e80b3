import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answersOf, createDemoWorld, questions, readDemoDocuments } from "@tributary/demo";
import type { BenchRow } from "./row.ts";
import { askAll } from "./search-answers.ts";
import { createRankers } from "./search-baselines.ts";
import { indexDocuments } from "./search-corpus.ts";

/** What hybrid search must reach: a little under what it had when the questions were last changed. */
const LEAST: Readonly<Record<string, number>> = { "hybrid: recall@10": 0.97, "hybrid: MRR@10": 0.95 };

/**
 * Measures search on the demo's questions, most of which several tools answer: its documents are read from the fakes by
 * the real sources. `--check` fails when hybrid search falls below what it once reached.
 */
export async function benchQuestions(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const world = await createDemoWorld();
  try {
    const corpus = await indexDocuments(await readDemoDocuments(world), folder);
    try {
      const asked = questions.map(({ query, answers }) => ({
        text: query,
        answers: answersOf(answers, corpus.documents),
      }));
      const rows: BenchRow[] = [
        { name: "questions", value: asked.length, unit: "questions" },
        { name: "documents", value: corpus.documents.length, unit: "documents" },
      ];
      for (const [name, rank] of Object.entries(createRankers(corpus))) rows.push(...(await askAll(name, rank, asked)));
      return rows.map((row) => {
        const least = LEAST[row.name];
        return least === undefined ? row : { ...row, goal: `≥ ${least}`, least };
      });
    } finally {
      await corpus.store.close();
    }
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
