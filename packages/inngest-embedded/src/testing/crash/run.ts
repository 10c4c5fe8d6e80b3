/**
 * The crash campaign: `pnpm crash --kills 300 --seed 1` kills processes at random; `--moments` restarts at every moment
 * of every scenario, `--sleeps 10000` kills a process with so many sleeping runs. Ends with exit code 1 when anything
 * went wrong.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";
import { restartAtEveryMoment } from "./every-moment.ts";
import { startOutsideServer } from "./outside-server.ts";
import { wakeAfterKill } from "./sleeps.ts";
import { workload } from "./workload/index.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    seed: { type: "string", default: "1" },
    parallel: { type: "string", default: "2" },
    moments: { type: "boolean", default: false },
    sleeps: { type: "string" },
  },
});
const kills = values.kills ?? (values.moments || values.sleeps !== undefined ? "0" : "300");
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), "inngest-embedded-crash-"));
const started = performance.now();
const problems: string[] = [];

if (values.moments) {
  const outside = await startOutsideServer();
  let restarts = 0;
  for (const scenario of workload) {
    const result = await restartAtEveryMoment({ folder, scenario, outsideUrl: outside.url, oneIn: 1 });
    restarts += result.restarts;
    problems.push(...result.problems);
    say(`${scenario.name}: ${result.restarts} restarts, ${result.problems.length} problems`);
  }
  outside.close();
  say(`${restarts} restarts at every moment`);
}
if (values.sleeps !== undefined) {
  const runs = Number(values.sleeps);
  const home = mkdtempSync(join(folder, "sleeps-"));
  const report = await wakeAfterKill(home, join(folder, "compiled"), runs, 1);
  say(`sleeps: ${JSON.stringify(report)}`);
  if (report.pending !== runs || report.ended !== runs) problems.push("Sleeps were lost.");
  if (report.early > 0) problems.push(`${report.early} sleeps ended early.`);
}
if (Number(kills) > 0) {
  const seed = Number(values.seed);
  const campaign = { folder, kills: Number(kills), seed, parallel: Number(values.parallel), report: say };
  const result = await runCampaign(campaign);
  problems.push(...result.problems);
  say(`${result.kills} kills in ${result.histories} histories from seed ${seed}`);
}
say(`${problems.length} problems, ${Math.round((performance.now() - started) / 1000)} s`);
for (const problem of problems) say(problem);
if (problems.length === 0) rmSync(folder, { recursive: true });
else {
  say(`Files are left in ${folder}.`);
  process.exitCode = 1;
}
