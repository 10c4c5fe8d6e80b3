/**
 * One life of a process that runs the crash test's workload: `node crash-child.ts <folder> <kill at>`. It kills itself at
 * the given point (0: never) and otherwise prints the outcome of every run once all are over.
 */
import { appendFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { Inngest } from "inngest";
import { createEmbeddedInngest, EMBEDDED_BASE_URL } from "../index.ts";

const [folder = ".", killAtText = "0"] = process.argv.slice(2);
const killAt = Number(killAtText);
// A killed process would not write what it compiled.
flushCompileCache();
const ignore = (): void => {};
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, flush: async (): Promise<void> => {} };
const engine = createEmbeddedInngest({ file: join(folder, "engine.db"), retryInterval: 5 });

let points = 0;
/** A place at which the process may die: before and after each step's effect, before and after each call to the engine. */
function point(): void {
  points += 1;
  if (points === killAt) process.kill(process.pid, "SIGKILL");
}

function note(line: string): void {
  appendFileSync(join(folder, "effects.log"), `${line}\n`);
}

const client = new Inngest({
  id: "crash",
  isDev: true,
  logger,
  baseUrl: EMBEDDED_BASE_URL,
  fetch: async (...parameters: Parameters<typeof fetch>) => {
    point();
    const response = await engine.fetch(...parameters);
    point();
    return response;
  },
});

function effect<Result>(runId: string, name: string, value: Result): () => Result {
  return () => {
    point();
    note(`ran ${runId} ${name}`);
    point();
    return value;
  };
}

const retries = 20;
const child = client.createFunction({ id: "child", retries, triggers: [] }, async ({ event, runId, step }) => {
  const n = Number((event.data as Record<string, unknown>).n);
  const a = await step.run("a", effect(runId, "a", n));
  await step.sleep("nap", 1000);
  return step.run("b", effect(runId, "b", a * 10));
});

const parent = client.createFunction(
  { id: "parent", retries, triggers: [{ event: "go" }], concurrency: 2 },
  async ({ runId, step }) => {
    const first = await step.run("first", effect(runId, "first", 1));
    const parallel = await Promise.all([
      step.run("p1", effect(runId, "p1", 1)),
      step.run("p2", effect(runId, "p2", 2)),
      step.invoke("i1", { function: child, data: { n: 1 } }),
      step.invoke("i2", { function: child, data: { n: 2 } }),
    ]);
    await step.sendEvent("tell", { id: `told-${runId}`, name: "told", data: { runId } });
    const answer = await step.waitForEvent("answer", {
      event: "answer",
      if: `async.data.runId == "${runId}"`,
      timeout: "10m",
    });
    const last = await step.run("last", effect(runId, "last", 9));
    return [first, ...parallel, answer?.name ?? null, last];
  },
);

// Answers until the parent is over: an answer that comes before the wait is lost by design.
const told = client.createFunction({ id: "told", retries, triggers: [{ event: "told" }] }, async ({ event, step }) => {
  const { runId } = event.data as { runId: string };
  for (let round = 0; round < 50; round += 1) {
    const isOver = engine.runs.get(runId)?.endedAt !== null;
    if (isOver) return "over";
    await step.run(`answer-${round}`, () => client.send({ name: "answer", data: { runId } }));
    await step.sleep(`pause-${round}`, 1000);
  }
  return "gave up";
});

await engine.register({ client, functions: [child, parent, told] });
for (const run of engine.runs.list({ limit: 1000 })) {
  for (const step of engine.runs.get(run.runId)?.steps ?? []) {
    if (step.status === "completed") note(`recorded ${run.runId} ${step.name}`);
  }
}
await engine.start();
await client.send([1, 2].map((n) => ({ id: `go-${n}`, name: "go", data: { n } })));
for (const run of engine.runs.list({ functionId: "parent" })) await engine.runs.waitFor(run.runId);
while (engine.runs.list({ status: ["queued", "running"] }).length > 0) {
  for (const run of engine.runs.list({ status: ["queued", "running"] })) await engine.runs.waitFor(run.runId);
}
const outcomes = engine.runs
  .list({ limit: 1000 })
  .map(({ runId }) => engine.runs.get(runId))
  .map((run) => [run?.functionId, run?.status, run?.output]);
process.stdout.write(`${JSON.stringify({ points, outcomes })}\n`);
await engine.stop();
