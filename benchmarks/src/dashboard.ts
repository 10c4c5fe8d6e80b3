import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateRepository } from "./repository.ts";
import type { BenchRow } from "./row.ts";

/** Files that can be searched, beside the documents that are only listed: those have no vectors. */
const FILES = 2_000;

/** What is typed into the search: words that the generated files have. */
const WORDS = ["return", "import", "export function"];

const measure = join(import.meta.dirname, "../../apps/dashboard/src/testing/measure.ts");

interface Measured {
  /** Milliseconds by the kind of interaction. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly firstLoadBytes: number;
}

/**
 * Measures the dashboard in Chromium over a served console with 52,000 documents and 1,000 runs: from a key or a click to
 * the next frame, as the browser itself measures it (Event Timing), and what it loads before its first page.
 */
export async function benchDashboard(): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), "tributary-bench-dashboard-"));
  try {
    await generateRepository({ directory, files: FILES, seed: 1 });
    const { stdout } = await promisify(execFile)(process.execPath, [measure, directory, ...WORDS]);
    const { times, firstLoadBytes } = JSON.parse(stdout) as Measured;
    const rows = Object.entries(times).flatMap(([name, all]): BenchRow[] => {
      const sorted = [...all].sort((one, other) => one - other);
      const quantile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
      return [
        { name: `${name}: median`, value: quantile(0.5), unit: "ms" },
        { name: `${name}: p95`, value: quantile(0.95), unit: "ms", goal: "≤ 100" },
      ];
    });
    const size = { name: "script before the first page, gzipped", value: firstLoadBytes / 1_000, unit: "kB" };
    return [...rows, { ...size, goal: "≤ 200" }];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
