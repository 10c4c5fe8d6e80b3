/**
 * `node faults-child.ts <folder> <steps> <kilobytes> <step ms>`: runs one function of that many steps, each with a
 * result of that size, on the computer's clock, and tells on standard output what happens. Ends on SIGTERM, or once the
 * run is over.
 */
import { join } from "node:path";
import { Inngest } from "inngest";
import { createEmbeddedInngest, EMBEDDED_BASE_URL } from "../../index.ts";
import { openJournal } from "./journal.ts";

const [folder = ".", steps = "1", kilobytes = "1", stepMs = "0"] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ignore = (): void => {};
const journal = openJournal(join(folder, "journal.log"), true);
const engine = createEmbeddedInngest({
  file: join(folder, "engine.db"),
  retryInterval: 10,
  logger: { debug: ignore, info: ignore, warn: ignore, error: (message) => say(`error ${message}`) },
});
const client = new Inngest({
  id: "crash",
  isDev: true,
  logger: { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async () => {} },
  baseUrl: EMBEDDED_BASE_URL,
  fetch: engine.fetch,
});
const work = client.createFunction({ id: "work", triggers: [{ event: "work" }] }, async ({ attempt, runId, step }) => {
  for (let n = 0; n < Number(steps); n += 1) {
    await step.run(`s${n}`, async () => {
      say(`step ${n} attempt ${attempt}`);
      journal.ran(runId, `s${n}`);
      await new Promise((resolve) => setTimeout(resolve, Number(stepMs)));
      return "x".repeat(Number(kilobytes) * 1024);
    });
  }
  return "worked";
});

process.once("SIGTERM", () => {
  void engine.stop().then(() => {
    say("stopped");
    process.exit(0);
  });
});
await engine.register({ client, functions: [work] });
await engine.start();
await client.send({ id: "only", name: "work", data: {} });
const [run] = engine.runs.list();
if (run) {
  const { status, output } = await engine.runs.waitFor(run.runId);
  say(`over ${status} ${String(output)}`);
}
await engine.stop();
