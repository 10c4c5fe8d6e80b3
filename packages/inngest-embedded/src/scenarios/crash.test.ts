import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createTestFolder } from "../testing/crash-copy.ts";

const childFile = fileURLToPath(new URL("../testing/crash-child.ts", import.meta.url));
const killsPerChain = 10;

interface Life {
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs one life of the workload's process on the folder's file. */
function live(folder: string, compiled: string, killAt: number): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, folder, String(killAt)], {
      stdio: ["ignore", "pipe", "pipe"],
      // Most of a short life is loading the SDK: keep it compiled.
      env: { NODE_COMPILE_CACHE: compiled },
    });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`The workload failed with exit code ${code}: ${errors}`));
      else resolve({ signal, output });
    });
  });
}

/** A small seeded generator (mulberry32), so that a failing chain can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Steps that ran after the file already held their result. */
function repeatedSteps(folder: string): string[] {
  const recorded = new Set<string>();
  const repeated: string[] = [];
  for (const line of readFileSync(join(folder, "effects.log"), "utf8").trim().split("\n")) {
    const [kind, ...rest] = line.split(" ");
    const step = rest.join(" ");
    if (kind === "recorded") recorded.add(step);
    else if (recorded.has(step)) repeated.push(step);
  }
  return repeated;
}

const answer = [1, 1, 2, 10, 20, "answer", 9];

/** Kills the workload ten times at seeded points, lets it end, and checks that nothing was lost or done again. */
async function checkChain(folder: string, compiled: string, seed: number): Promise<void> {
  const random = createRandom(seed);
  let kills = 0;
  for (let life = 0; life < killsPerChain; life += 1) {
    const { signal } = await live(folder, compiled, 1 + Math.floor(random() * 12));
    if (signal === "SIGKILL") kills += 1;
  }
  const { signal, output } = await live(folder, compiled, 0);
  expect(signal).toBeNull();
  const { outcomes } = JSON.parse(output) as { outcomes: [string, string, unknown][] };
  const of = (id: string): unknown[] => outcomes.filter(([name]) => name === id).map(([, ...rest]) => rest);
  const twice = (outcome: unknown): unknown[] => [outcome, outcome];
  expect(of("parent"), `seed ${seed}`).toEqual(twice(["completed", answer]));
  expect(of("child").toSorted(), `seed ${seed}`).toEqual([10, 10, 20, 20].map((value) => ["completed", value]));
  expect(of("told"), `seed ${seed}`).toEqual(twice(["completed", "over"]));
  expect(repeatedSteps(folder), `seed ${seed}`).toEqual([]);
  expect(kills, `seed ${seed}`).toBeGreaterThanOrEqual(6);
}

describe("a process killed at any point", () => {
  it("goes on where it was, through two chains of ten kills", async () => {
    const compiled = createTestFolder();
    await Promise.all([11, 22].map((seed) => checkChain(createTestFolder(), compiled, seed)));
  }, 120_000);
});
