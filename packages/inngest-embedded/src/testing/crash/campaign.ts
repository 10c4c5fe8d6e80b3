import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { liveReference, problemsOf, type Reference } from "./history.ts";
import { startOutsideServer } from "./outside-server.ts";
import { createRandom } from "./random.ts";
import { spawnLife } from "./spawn-life.ts";
import { workload } from "./workload/index.ts";

/** What to kill, and how often. */
export interface CampaignOptions {
  /** An empty folder for the files; those of histories with problems are left there. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** Histories at a time. */
  readonly parallel: number;
  readonly report?: (line: string) => void;
}

/** What a campaign did and found. */
export interface CampaignResult {
  readonly kills: number;
  readonly histories: number;
  readonly problems: readonly string[];
}

/** A point is passed about this often in a history; kills are spread so that several fall into each. */
const killsPerHistory = 10;

interface Chain {
  readonly seed: number;
  readonly which: "all" | "timeless";
}

/**
 * Kills processes that run the workload with SIGKILL, at seeded points or after a seeded time, starts each again until
 * it has been killed ten times or is through, and compares every history's end with the undisturbed one. In every third
 * history minutes pass between the lives, and only what does not depend on the time is run.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const outside = await startOutsideServer();
  try {
    return await killAndCompare(options, outside.url);
  } finally {
    outside.close();
  }
}

async function killAndCompare(options: CampaignOptions, outsideUrl: string): Promise<CampaignResult> {
  const { folder, parallel, report = () => {} } = options;
  const compiled = join(folder, "compiled");
  const references = {
    all: await reference(folder, outsideUrl, "all"),
    timeless: await reference(folder, outsideUrl, "timeless"),
  };
  const home = mkdtempSync(join(folder, "whole-"));
  const { points } = await spawnLife({ folder: home, compiled, outsideUrl, which: "all" });
  const problems = problemsOf(home, references.all, 0);
  let kills = 0;
  let histories = 0;

  async function runChain({ seed, which }: Chain): Promise<void> {
    const random = createRandom(seed);
    const chainFolder = mkdtempSync(join(folder, `seed-${seed}-`));
    let own = 0;
    let over = false;
    while (!over && own < killsPerHistory) {
      const lostMs = which === "timeless" && own > 0 ? Math.floor(random() * 10 * 60_000) : 0;
      const isTimed = random() < 0.3;
      const how = isTimed
        ? { killAfterMs: Math.floor(random() * 250) }
        : { killAt: 1 + Math.floor((random() * 2 * points) / killsPerHistory) };
      const { killed } = await spawnLife({ folder: chainFolder, compiled, outsideUrl, which, lostMs, ...how });
      if (killed) own += 1;
      else over = true;
    }
    if (!over) await spawnLife({ folder: chainFolder, compiled, outsideUrl, which });
    kills += own;
    histories += 1;
    const found = problemsOf(chainFolder, references[which], own);
    problems.push(...found.map((problem) => `seed ${seed} (${which}, ${own} kills): ${problem}`));
    if (found.length === 0) rmSync(chainFolder, { recursive: true });
    report(`seed ${seed}: ${own} kills, ${found.length} problems; ${kills} of ${options.kills} kills done`);
  }

  let next = 0;
  async function work(): Promise<void> {
    // Histories that are being lived count as what they are expected to bring.
    while (kills + (next - histories) * killsPerHistory < options.kills) {
      const index = next;
      next += 1;
      await runChain({ seed: options.seed * 1000 + index, which: index % 3 === 1 ? "timeless" : "all" });
    }
  }
  await Promise.all(Array.from({ length: parallel }, work));
  return { kills, histories, problems };
}

function reference(folder: string, outsideUrl: string, which: "all" | "timeless"): Promise<Reference> {
  return liveReference({
    folder: mkdtempSync(join(folder, "reference-")),
    scenarios: workload.filter((scenario) => which === "all" || scenario.isTimeless),
    synchronous: "NORMAL",
    outsideUrl,
    point: () => {},
  });
}
