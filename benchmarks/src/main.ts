import { Command } from "commander";
import { benchChunking } from "./chunking.ts";
import { benchDashboard } from "./dashboard.ts";
import { benchEmbedding } from "./embedding.ts";
import { benchEngine } from "./engine.ts";
import { benchEngineMemory } from "./engine-memory.ts";
import { benchFlows } from "./flows.ts";
import { benchGitHub } from "./github.ts";
import type { BenchRow } from "./row.ts";
import { benchSearch } from "./search.ts";
import { benchSearchLatency } from "./search-latency.ts";
import { benchQuestions } from "./search-questions.ts";
import { benchSourceMemory, sourceKinds } from "./source-memory.ts";
import { benchSync } from "./sync.ts";
import { benchVectorStore } from "./vector-store.ts";
import { benchWebhooks } from "./webhooks.ts";

const program = new Command("bench")
  .description("Measures the figures of docs/benchmarks.md; without names, all of them.")
  .argument(
    "[names...]",
    "chunking, embedding, engine, engine-memory, vector-store, sync, github, search, search-questions, search-latency, webhooks, flows, dashboard",
  )
  .option("--chunks <n>", "chunks that are searched in search-latency", Number, 50_000)
  .option("--rate <n>", "deliveries a second in webhooks", Number, 200)
  .option("--seconds <n>", "how long they are sent", Number, 20)
  .option("--files <n>", "files of the generated repository", Number, 10_000)
  .option(
    "--git <path>",
    "clone to measure sync on, instead of a generated one, and search, which needs one with its history",
  )
  .option("--json", "one JSON object a row")
  .option("--check", "exit 1 when a figure that must not fall has fallen")
  .parse();

const { chunks, files, git, json, check, rate, seconds } = program.opts<{
  chunks: number;
  rate: number;
  seconds: number;
  files: number;
  git?: string;
  json?: boolean;
  check?: boolean;
}>();
const suites: Record<string, () => Promise<BenchRow[]>> = {
  chunking: benchChunking,
  embedding: benchEmbedding,
  engine: benchEngine,
  "engine-memory": benchEngineMemory,
  "vector-store": benchVectorStore,
  sync: () => benchSync({ files, ...(git && { git }) }),
  github: () => benchGitHub({ files }),
  "search-questions": benchQuestions,
  flows: benchFlows,
  dashboard: benchDashboard,
  "source-memory": () => benchSourceMemory(kinds.length > 0 ? kinds : sourceKinds),
  webhooks: () => benchWebhooks({ rate, seconds }),
  "search-latency": () => benchSearchLatency({ chunks }),
  search: () => {
    if (git) return benchSearch({ git });
    return program.error("The search benchmark asks a repository's own history: give a clone with --git <path>.");
  },
};

// `source-memory notion` measures that kind alone.
const kinds = program.args[0] === "source-memory" ? sourceKinds.filter((kind) => program.args.includes(kind)) : [];
const given = kinds.length > 0 ? ["source-memory"] : program.args;
const names = given.length > 0 ? given : Object.keys(suites).filter((name) => name !== "search" || git);
for (const name of names) {
  const suite = suites[name];
  if (!suite) program.error(`There is no benchmark "${name}": ${Object.keys(suites).join(", ")}.`);
  else for (const row of await suite()) report(name, row);
}

function report(suite: string, row: BenchRow): void {
  console.log(json ? JSON.stringify({ suite, ...row }) : line(suite, row));
  if (!check || row.least === undefined || row.value >= row.least) return;
  console.error(`${suite}: ${row.name} is ${row.value.toFixed(3)}, below ${row.least}.`);
  process.exitCode = 1;
}

function line(suite: string, { name, value, unit, goal }: BenchRow): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  const figure = `${value.toLocaleString("en-US", { maximumFractionDigits: digits })} ${unit}`;
  return `${suite.padEnd(13)} ${name.padEnd(60)} ${figure.padStart(22)}${goal ? `   goal ${goal}` : ""}`;
}
