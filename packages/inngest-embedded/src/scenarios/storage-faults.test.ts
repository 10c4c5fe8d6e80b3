import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEmbeddedInngest } from "../engine.ts";
import { readFinalState } from "../testing/crash/final-state.ts";
import { liveReference } from "../testing/crash/history.ts";
import { readJournal } from "../testing/crash/journal.ts";
import { lifeFiles, live } from "../testing/crash/life.ts";
import { createMomentCollector, restoreMoment } from "../testing/crash/moments.ts";
import { createRandom } from "../testing/crash/random.ts";
import { spawnFaulty } from "../testing/crash/spawn-faults.ts";
import { workload } from "../testing/crash/workload/index.ts";
import { createFastFolder } from "../testing/crash-copy.ts";

const executions = (folder: string): number[] => [...readJournal(join(folder, lifeFiles.journal)).executions.values()];

describe("a disk that is full", () => {
  it("makes work wait, and loses no result", async () => {
    const folder = createFastFolder();
    const process = spawnFaulty({
      folder,
      compiled: createFastFolder(),
      steps: 20,
      kilobytes: 100,
      stepMs: 0,
      fileLimitKilobytes: 1024,
    });
    await process.hears("error The engine's file cannot be written");
    const before = executions(folder).length;
    expect(before).toBeGreaterThan(3);
    expect(before).toBeLessThan(20);
    spawnSync("prlimit", ["--pid", String(process.child.pid), "--fsize=unlimited"]);
    expect(await process.ended).toEqual({ code: 0, errors: "" });
    expect(process.said()).toContain("over completed worked");
    expect(executions(folder)).toHaveLength(20);
    expect(Math.max(...executions(folder))).toBe(1);
  }, 180_000);
});

describe("SIGTERM", () => {
  it("lets the call that is being made end, counts no attempt, and another process cannot take the file until then", async () => {
    const folder = createFastFolder();
    const compiled = createFastFolder();
    const options = { folder, compiled, steps: 3, kilobytes: 1, stepMs: 400 };
    const first = spawnFaulty(options);
    await first.hears("step 0");
    expect(() => createEmbeddedInngest({ file: join(folder, lifeFiles.engine) })).toThrow("open in another process");
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, errors: "" });
    expect(first.said()).toContain("stopped");
    const second = spawnFaulty({ ...options, stepMs: 0 });
    expect(await second.ended).toEqual({ code: 0, errors: "" });
    expect(second.said()).toContain("over completed worked");
    expect(first.said() + second.said()).not.toContain("attempt 1");
    expect(executions(folder)).toEqual([1, 1, 1]);
  }, 180_000);
});

describe("a log cut short", () => {
  it("opens with what was committed before, and events sent again bring the work to its end", async () => {
    const scenarios = workload.filter(({ name }) => name === "sequence" || name === "group" || name === "invokes");
    const root = createFastFolder();
    const home = mkdtempSync(join(root, "whole-"));
    const { moments, take } = createMomentCollector(home);
    const reference = await liveReference({
      folder: home,
      scenarios,
      synchronous: "NORMAL",
      outsideUrl: "",
      point: take,
    });
    const random = createRandom(3);
    const withLog = moments.filter(({ files }) => (files.get(lifeFiles.wal)?.length ?? 0) > 0);
    for (let round = 0; round < 8; round += 1) {
      const moment = withLog[Math.floor(random() * withLog.length)];
      const log = moment?.files.get(lifeFiles.wal);
      if (!moment || !log) throw new Error("There is no moment with a log.");
      const folder = mkdtempSync(join(root, "cut-"));
      const cut = round === 0 ? 0 : Math.floor(random() * log.length);
      restoreMoment({ ...moment, files: new Map(moment.files).set(lifeFiles.wal, log.subarray(0, cut)) }, folder);
      await live({ folder, scenarios, synchronous: "NORMAL", outsideUrl: "", point: () => {}, sendsAgain: true });
      expect(readJournal(join(folder, lifeFiles.journal)).faults, `round ${round}`).toEqual([]);
      const finalState = readFinalState(join(folder, lifeFiles.engine), scenarios);
      expect(finalState, `round ${round}`).toEqual(reference.finalState);
      rmSync(folder, { recursive: true });
    }
  }, 180_000);
});

describe("a damaged file", () => {
  it("is refused with what to do, and left as it is", async () => {
    const folder = createFastFolder();
    const scenarios = workload.filter(({ name }) => name === "invokes");
    await live({ folder, scenarios, synchronous: "NORMAL", outsideUrl: "", point: () => {} });
    const file = join(folder, lifeFiles.engine);
    const image = readFileSync(file);
    writeFileSync(file, image.fill(0xab, 4096, 4096 * 40));
    const damaged = readFileSync(file);
    expect(() => createEmbeddedInngest({ file })).toThrow(/is damaged .*Restore it from a backup/);
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });
});
