/**
 * `node sleeps-child.ts <folder> <runs> <sleeps a run> <asleep|awake>`: the first time makes runs fall asleep and kills
 * itself; the second time, shortly before the first of them is due, lets them wake and reports.
 */
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Inngest } from "inngest";
import { systemClock } from "../../clock.ts";
import { createEmbeddedInngest, EMBEDDED_BASE_URL } from "../../index.ts";
import { beginning } from "./kept-clock.ts";

const [folder = ".", runsText = "1", perRunText = "1", phase = "asleep"] = process.argv.slice(2);
const runs = Number(runsText);
const perRun = Number(perRunText);
flushCompileCache();

/** The sleeps end within this time after `beginning`, in milliseconds. */
const spreadMs = 2000;
/** How long before `beginning` the second process starts to work, in milliseconds. */
const headStartMs = 300;

const file = join(folder, "engine.db");
const ignore = (): void => {};
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };
const opened = performance.now();
let offset = beginning - Date.now() - (phase === "asleep" ? 24 * 3_600_000 : headStartMs);
const engine = createEmbeddedInngest({
  file,
  clock: { now: () => Date.now() + offset, setTimer: systemClock.setTimer },
});
const client = new Inngest({ id: "crash", isDev: true, logger, baseUrl: EMBEDDED_BASE_URL, fetch: engine.fetch });
const sleeper = client.createFunction({ id: "sleeper", triggers: [{ event: "sleep" }] }, async ({ event, step }) => {
  const first = Number((event.data as { first?: unknown }).first);
  await Promise.all(
    Array.from({ length: perRun }, (_, index) => {
      const until = beginning + (((first + index) * 7919) % spreadMs);
      return step.sleepUntil(`until-${until}-${index}`, new Date(until));
    }),
  );
  return "awake";
});
await engine.register({ client, functions: [sleeper] });
// What loading took is no part of the head start.
offset -= phase === "asleep" ? 0 : Math.round(performance.now() - opened);
await engine.start();
const openedMs = Math.round(performance.now() - opened);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

if (phase === "asleep") {
  const batch = 2000;
  for (let from = 0; from < runs; from += batch) {
    const count = Math.min(batch, runs - from);
    await client.send(
      Array.from({ length: count }, (_, index) => ({ name: "sleep", data: { first: (from + index) * perRun } })),
    );
  }
  while (engine.stats().waiting < runs) await pause();
  process.kill(process.pid, "SIGKILL");
}
while (engine.stats().completed < runs) await pause();
const awakeMs = Math.round(performance.now() - opened);
const memoryMb = Math.round(process.memoryUsage().rss / 1024 / 1024);
await engine.stop();
const database = new DatabaseSync(file, { readOnly: true });
const steps = database.prepare("SELECT name, ended_at AS ended FROM steps WHERE op = 'Sleep' AND status = 'completed'");
const late = steps.all().map(({ name, ended }) => Number(ended) - Number(String(name).split("-")[1]));
database.close();
const early = late.filter((ms) => ms < 0).length;
const latestMs = late.reduce((most, ms) => Math.max(most, ms), 0);
process.stdout.write(JSON.stringify({ ended: late.length, early, latestMs, openedMs, awakeMs, memoryMb }));
