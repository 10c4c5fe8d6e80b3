import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { watchCommits } from "./commit-points.ts";
import { liveReference, problemsOf, type Reference } from "./history.ts";
import { live } from "./life.ts";
import { createMomentCollector, type Moment, restoreMoment, tearCommit } from "./moments.ts";
import type { Scenario } from "./scenario.ts";

/** Which moments of what to restart at. */
export interface MomentsOptions {
  /** An empty folder for the files. */
  readonly folder: string;
  readonly scenario: Scenario;
  readonly outsideUrl: string;
  /** 1 tries every moment, 3 one in three. */
  readonly oneIn: number;
}

/** What became of the restarts. */
export interface MomentsResult {
  readonly restarts: number;
  readonly problems: readonly string[];
}

/** How much of a torn commit reached the disk. */
const shares = [0, 0.5, 0.99];

/**
 * Lives a scenario once and keeps its files before and after every commit, every effect, every call of a function and
 * every request to the engine, and as they are when a commit was torn while it was written. Then goes on from each of
 * them as a process started after a kill does.
 */
export async function restartAtEveryMoment(options: MomentsOptions): Promise<MomentsResult> {
  const { folder, scenario, outsideUrl, oneIn } = options;
  const scenarios = [scenario];
  const home = mkdtempSync(join(folder, "undisturbed-"));
  const { moments, take } = createMomentCollector(home);
  const stopWatching = watchCommits(take);
  let reference: Reference;
  try {
    reference = await liveReference({ folder: home, scenarios, synchronous: "NORMAL", outsideUrl, point: take });
  } finally {
    stopWatching();
  }
  const problems: string[] = [];
  const chosen = [...moments, ...tornMoments(moments, oneIn)].filter((_moment, index) => index % oneIn === 0);
  for (const [index, moment] of chosen.entries()) {
    const again = mkdtempSync(join(folder, "restarted-"));
    restoreMoment(moment, again);
    await live({ folder: again, scenarios, synchronous: "NORMAL", outsideUrl, point: () => {} });
    const found = problemsOf(again, reference, 1);
    problems.push(...found.map((problem) => `${scenario.name}, moment ${index} (${moment.what}): ${problem}`));
    rmSync(again, { recursive: true });
  }
  return { restarts: chosen.length, problems };
}

/** Each commit torn at each share, or with few moments wanted each at one. */
function tornMoments(moments: readonly Moment[], oneIn: number): Moment[] {
  return moments.flatMap((moment, index) => {
    const before = moments[index - 1];
    if (moment.what !== "committed" || !before) return [];
    const tried = oneIn === 1 ? shares : shares.slice(index % shares.length).slice(0, 1);
    return tried.flatMap((share) => tearCommit(before, moment, share) ?? []);
  });
}
