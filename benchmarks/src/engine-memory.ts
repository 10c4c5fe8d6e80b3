import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmbeddedInngest, EMBEDDED_BASE_URL } from "@tributary/inngest-embedded";
import { Inngest } from "inngest";
import type { BenchRow } from "./row.ts";

const runs = 100_000;
const runsAtOnce = 1_000;
/** Runs after which everything is compiled and every cache is full. */
const warmUp = 20_000;
/** Ended runs are kept this long, in milliseconds, so that deleting them is part of what is measured. */
const keepRunsMs = 20_000;
const bytesPerMegabyte = 1024 * 1024;

const ignore = (): void => {};
// A logger without flush makes the SDK wait a timer in every call.
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };

/** Measures whether memory and file stay flat over 100,000 single-step runs, `synchronous=FULL`. Takes some minutes. */
export async function benchEngineMemory(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "tributary-bench-engine-memory-"));
  const file = join(folder, "engine.db");
  const engine = createEmbeddedInngest({ file, keepRunsMs });
  try {
    const client = new Inngest({
      id: "bench",
      isDev: true,
      fetch: engine.fetch,
      baseUrl: EMBEDDED_BASE_URL,
      logger: quiet,
    });
    const single = client.createFunction({ id: "single", triggers: [{ event: "bench/single" }] }, ({ step }) =>
      step.run("work", () => ({ done: true })),
    );
    await engine.register({ client, functions: [single] });
    await engine.start();
    const started = performance.now();
    const resident: number[] = [];
    let warm = 0;
    for (let done = 0; done < runs; done += runsAtOnce) {
      await client.send(Array.from({ length: runsAtOnce }, (_, n) => ({ name: "bench/single", data: { n } })));
      await engine.idle();
      resident.push(process.memoryUsage.rss() / bytesPerMegabyte);
      if (done + runsAtOnce === warmUp) warm = mean(resident.slice(-10));
    }
    const seconds = (performance.now() - started) / 1000;
    const end = mean(resident.slice(-10));
    return [
      {
        name: `${runs.toLocaleString("en-US")} runs, one after the other thousand`,
        value: runs / seconds,
        unit: "runs/s",
      },
      { name: `resident memory after ${warmUp.toLocaleString("en-US")}`, value: warm, unit: "MB" },
      { name: "and at the end", value: end, unit: "MB" },
      { name: "growth between the two", value: end / warm, unit: "×", goal: "≤ 1.1" },
      { name: "highest in between", value: Math.max(...resident), unit: "MB" },
      { name: "file at the end", value: statSync(file).size / bytesPerMegabyte, unit: "MB" },
    ];
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
