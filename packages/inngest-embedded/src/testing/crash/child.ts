/**
 * One life of a process that runs the crash workload: `node child.ts <folder> <kill at> <lost ms> <all|timeless>
 * <url of the server outside>`. It kills itself at the given point (0: never), and otherwise prints how many points it passed.
 */
import { flushCompileCache } from "node:module";
import { watchCommits } from "./commit-points.ts";
import { live } from "./life.ts";
import { workload } from "./workload/index.ts";

const [folder = ".", killAt = "0", lostMs = "0", which = "all", outsideUrl = ""] = process.argv.slice(2);
// A killed process would not write what it compiled.
flushCompileCache();

let points = 0;
function point(): void {
  points += 1;
  if (points === Number(killAt)) process.kill(process.pid, "SIGKILL");
}

watchCommits(point);
const scenarios = workload.filter((scenario) => which === "all" || scenario.isTimeless);
process.stdout.write("alive\n");
await live({ folder, scenarios, synchronous: "FULL", outsideUrl, point, lostMs: Number(lostMs) });
process.stdout.write(`${points}\n`);
