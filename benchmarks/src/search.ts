import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BenchRow } from "./row.ts";
import { askAll, type Question } from "./search-answers.ts";
import { createRankers } from "./search-baselines.ts";
import { type Corpus, indexCommit } from "./search-corpus.ts";
import { type HistoryQuery, readHistory } from "./search-history.ts";

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
      const asked = questionsOf(corpus, queries);
      const rows: BenchRow[] = [
        { name: "queries", value: asked.length, unit: "queries" },
        { name: "files", value: corpus.documents.length, unit: "files" },
        { name: "chunks", value: corpus.chunks.length, unit: "chunks" },
      ];
      for (const [name, rank] of Object.entries(createRankers(corpus))) rows.push(...(await askAll(name, rank, asked)));
      return rows;
    } finally {
      await corpus.store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The queries whose answers are indexed at least in part, with the ids of those. */
function questionsOf({ documents }: Corpus, queries: readonly HistoryQuery[]): Question[] {
  const ids = new Map(documents.map(({ id, path }) => [path, id]));
  return queries
    .map(({ text, answers }) => ({
      text: text.slice(0, QUERY_CHARACTERS),
      answers: answers.flatMap((path) => ids.get(path) ?? []),
    }))
    .filter(({ answers }) => answers.length > 0);
}
