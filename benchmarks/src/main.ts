import { Command } from "commander";
import { benchChunking } from "./chunking.ts";
import { benchEmbedding } from "./embedding.ts";
import { benchEngine } from "./engine.ts";
import { benchEngineMemory } from "./engine-memory.ts";
import type { BenchRow } from "./row.ts";
import { benchSearch } from "./search.ts";
import { benchSync } from "./sync.ts";
import { benchVectorStore } from "./vector-store.ts";

const program = new Command("bench")
  .description("Measures the figures of docs/benchmarks.md; without names, all of them.")
  .argument("[names...]", "chunking, embedding, engine, engine-memory, vector-store, sync, search")
  .option("--files <n>", "files of the generated repository", Number, 10_000)
  .option(
    "--git <path>",
    "clone to measure sync on, instead of a generated one, and search, which needs one with its history",
  )
  .option("--json", "one JSON object a row")
  .parse();

const { files, git, json } = program.opts<{ files: number; git?: string; json?: boolean }>();
const suites: Record<string, () => Promise<BenchRow[]>> = {
  chunking: benchChunking,
  embedding: benchEmbedding,
  engine: benchEngine,
  "engine-memory": benchEngineMemory,
  "vector-store": benchVectorStore,
  sync: () => benchSync({ files, ...(git && { git }) }),
  search: () => {
    if (git) return benchSearch({ git });
    return program.error("The search benchmark asks a repository's own history: give a clone with --git <path>.");
  },
};

const names = program.args.length > 0 ? program.args : Object.keys(suites).filter((name) => name !== "search" || git);
for (const name of names) {
  const suite = suites[name];
  if (!suite) program.error(`There is no benchmark "${name}": ${Object.keys(suites).join(", ")}.`);
  else for (const row of await suite()) console.log(json ? JSON.stringify({ suite: name, ...row }) : line(name, row));
}

function line(suite: string, { name, value, unit, goal }: BenchRow): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  const figure = `${value.toLocaleString("en-US", { maximumFractionDigits: digits })} ${unit}`;
  return `${suite.padEnd(13)} ${name.padEnd(60)} ${figure.padStart(22)}${goal ? `   goal ${goal}` : ""}`;
}
