import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmbeddedInngest, EMBEDDED_BASE_URL, type EmbeddedInngest } from "@tributary/inngest-embedded";
import { Inngest } from "inngest";
import type { BenchRow } from "./row.ts";

/** Times that other load on the machine lengthens are measured this often; the best counts. */
const rounds = 3;
const runsPerRound = 1000;
const latencySamples = 200;
const longRunSteps = 1000;
const fanOut = 200;

const ignore = (): void => {};
// A logger without flush makes the SDK wait a timer in every call.
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };

interface Bench {
  readonly engine: EmbeddedInngest;
  send(name: string, data: Record<string, unknown>, times?: number): Promise<string[]>;
  /** When each run's first step began, by the `n` of its event. */
  readonly firstSteps: Map<number, number>;
}

/** Measures the embedded engine in process on a file in the temporary folder, with `synchronous=FULL`. Takes about 15 s. */
export async function benchEngine(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-bench-engine-"));
  const engine = createEmbeddedInngest({ file: join(folder, "engine.db") });
  try {
    const bench = await serve(engine);
    await runMany(bench);
    const residentBefore = residentMegabytes();
    const perSecond = await repeat(() => runMany(bench));
    const residentAfter = residentMegabytes();
    const latencies = await sampleLatency(bench);
    const long = await repeat(() => timeRun(bench, "bench/long"));
    const invoked = await repeat(() => timeRun(bench, "bench/fan-out"));
    return [
      { name: "engine: single-step runs", value: round(Math.max(...perSecond)), unit: "runs/s", goal: "≥ 400" },
      { name: "engine: event to first step, median", value: round(quantile(latencies, 0.5)), unit: "ms", goal: "≤ 10" },
      { name: "engine: event to first step, p99", value: round(quantile(latencies, 0.99)), unit: "ms" },
      { name: `engine: run of ${longRunSteps} steps`, value: round(Math.min(...long)), unit: "ms", goal: "≤ 1000" },
      { name: `engine: ${fanOut} invokes at once`, value: round(Math.min(...invoked)), unit: "ms", goal: "≤ 600" },
      {
        name: `engine: memory added by ${rounds * runsPerRound} runs`,
        value: round(residentAfter - residentBefore),
        unit: "MB",
      },
    ];
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let index = 0; index < rounds; index += 1) values.push(await measure());
  return values;
}

async function serve(engine: EmbeddedInngest): Promise<Bench> {
  const client = new Inngest({
    id: "bench",
    isDev: true,
    fetch: engine.fetch,
    baseUrl: EMBEDDED_BASE_URL,
    logger: quiet,
  });
  const firstSteps = new Map<number, number>();
  const single = client.createFunction({ id: "single", triggers: [{ event: "bench/single" }] }, ({ event, step }) =>
    step.run("work", () => {
      firstSteps.set(numberOf(event), performance.now());
      return { done: true };
    }),
  );
  const long = client.createFunction({ id: "long", triggers: [{ event: "bench/long" }] }, async ({ step }) => {
    for (let index = 0; index < longRunSteps; index += 1) await step.run(`step-${index}`, () => index);
  });
  const child = client.createFunction({ id: "child", triggers: [] }, ({ event, step }) =>
    step.run("work", () => numberOf(event)),
  );
  const parent = client.createFunction({ id: "fan-out", triggers: [{ event: "bench/fan-out" }] }, ({ step }) =>
    Promise.all(Array.from({ length: fanOut }, (_, n) => step.invoke(`child-${n}`, { function: child, data: { n } }))),
  );
  await engine.register({ client, functions: [single, long, child, parent] });
  await engine.start();
  return {
    engine,
    firstSteps,
    async send(name, data, times = 1) {
      const { ids } = await client.send(
        Array.from({ length: times }, (_, index) => ({ name, data: { n: index, ...data } })),
      );
      return ids;
    },
  };
}

async function runMany(bench: Bench): Promise<number> {
  const started = performance.now();
  await bench.send("bench/single", {}, runsPerRound);
  await bench.engine.idle();
  return (runsPerRound / (performance.now() - started)) * 1000;
}

async function sampleLatency(bench: Bench): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 1; n <= latencySamples; n += 1) {
    bench.firstSteps.clear();
    const sent = performance.now();
    await bench.send("bench/single", { n });
    await bench.engine.idle();
    samples.push((bench.firstSteps.get(n) ?? Number.POSITIVE_INFINITY) - sent);
  }
  return samples.sort((left, right) => left - right);
}

async function timeRun(bench: Bench, event: string): Promise<number> {
  const started = performance.now();
  const [eventId = ""] = await bench.send(event, {});
  const [run] = bench.engine.runs.byEvent(eventId);
  const ended = await bench.engine.runs.waitFor(run?.runId ?? "");
  if (ended.status !== "completed") throw new Error(`${event} ended as ${ended.status}: ${ended.error?.message}`);
  return performance.now() - started;
}

function residentMegabytes(): number {
  return process.memoryUsage().rss / 1024 / 1024;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function numberOf(event: { readonly data?: unknown }): number {
  return Number((event.data as { n?: unknown } | undefined)?.n);
}
