import { NonRetriableError } from "inngest";
import { describe, expect, it } from "vitest";
import { EMBEDDED_BASE_URL } from "../../driver/sdk-handler.ts";
import { createTestEngine, dataOf, on } from "../../testing/test-engine.ts";

const minute = 60_000;

async function setUp() {
  const test = createTestEngine();
  const { client, engine } = test;
  const child = client.createFunction({ id: "child", ...on("child") }, ({ event }) => ({ got: dataOf(event).n }));
  let tries = 0;
  await test.serve(
    child,
    client.createFunction({ id: "parent", name: "A parent", retries: 2, ...on("parent") }, async ({ step }) => {
      await step.invoke("ask", { function: child, data: { n: 7 } });
      await step.run("flaky", () => {
        tries += 1;
        if (tries < 3) throw new TypeError(`no luck ${tries}`);
        return "x".repeat(500);
      });
      await step.sleep("nap", "1h");
      return "done";
    }),
    client.createFunction({ id: "bad", retries: 1, ...on("bad") }, () => {
      throw new Error("never");
    }),
    client.createFunction({ id: "fatal", ...on("fatal") }, ({ step }) =>
      step.run("once", () => {
        throw new NonRetriableError("not again");
      }),
    ),
    client.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, () => "tick"),
  );
  const ask = async (path: string) => {
    const answer = await engine.fetch(EMBEDDED_BASE_URL + path);
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  const list = async (query: string) => (await ask(`/v1/runs?${query}`)).body.data;
  const trace = async (id: string, query = "") => {
    const [run] = await list(`function=${id}`);
    return (await ask(`/v1/runs/${run.run_id}/trace${query}`)).body.data;
  };
  return { ...test, ask, list, trace };
}

describe("the trace of a run", () => {
  it("tells each attempt of a step, what it waits for, and what was invoked with what", async () => {
    const { send, advance, trace, list } = await setUp();
    const eventId = await send("parent", { why: "test" });
    await advance(500);
    const retrying = await trace("parent");
    expect(retrying).toMatchObject({ status: "Running", attempt: 2, function_name: "A parent" });
    expect(retrying.steps[1]).toMatchObject({
      ...{ name: "flaky", state: "retrying", ended_at: null, output: null },
      due_at: expect.any(String),
      attempts: [{ attempt: 1, error: { name: "TypeError", message: "no luck 1" } }],
      error: { message: "no luck 1" },
    });
    await advance(minute);
    const asleep = await trace("parent", "?max_bytes=100");
    const [child] = await list("function=child");
    expect(asleep).toMatchObject({
      trigger: { kind: "event", name: "parent", run_id: null },
      event: { internal_id: eventId, name: "parent", count: 1 },
      input: { text: '{"why":"test"}', bytes: 14, cut: false },
      ...{ output: null, error: null, attempts: [], original_run_id: null },
    });
    const [invoked, flaky, nap] = asleep.steps;
    expect(invoked).toMatchObject({
      ...{ name: "ask", op: "InvokeFunction", state: "completed", attempts: [], invoked_run_id: child.run_id },
      input: { text: '{"n":7}' },
      output: { text: '{"got":7}', cut: false },
    });
    expect(flaky).toMatchObject({ state: "completed", error: null, invoked_run_id: null, input: null });
    expect(flaky.output).toEqual({ text: `"${"x".repeat(99)}`, bytes: 502, cut: true });
    expect(flaky.attempts.map(({ attempt, error }: { attempt: number; error: unknown }) => [attempt, !error])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const times = [flaky.queued_at, ...flaky.attempts.map(({ at }: { at: string }) => at), flaky.ended_at];
    expect(times).toEqual([...times].sort());
    expect(nap).toMatchObject({ op: "Sleep", state: "waiting", ended_at: null, attempts: [] });
    expect(Date.parse(nap.due_at) - Date.parse(nap.queued_at)).toBe(60 * minute);
    expect(child.trigger).toEqual({ kind: "invoke", name: "parent", run_id: asleep.run_id });
    expect((await trace("child")).input.text).toBe('{"n":7}');
    await advance(60 * minute);
    expect(await trace("parent")).toMatchObject({ status: "Completed", attempt: 1, output: { text: '"done"' } });
  });

  it("tells the attempts of the function itself, a step's only one, and which schedule started it", async () => {
    const { send, advance, trace, list } = await setUp();
    await send("bad");
    await send("fatal");
    await advance(60 * minute);
    const bad = await trace("bad");
    expect(bad).toMatchObject({ status: "Failed", attempt: 2, error: { message: "never" }, steps: [] });
    expect(bad.attempts).toMatchObject([
      { attempt: 1, error: { message: "never" } },
      { attempt: 2, error: { message: "never" } },
    ]);
    const [once] = (await trace("fatal")).steps;
    expect(once).toMatchObject({ state: "failed", attempts: [{ attempt: 1, error: { message: "not again" } }] });
    const [hourly] = await list("function=hourly");
    expect(hourly.trigger).toEqual({ kind: "schedule", name: "0 * * * *", run_id: null });
  });

  it("is found by a part of its id, and refuses what it cannot answer", async () => {
    const { send, list, ask } = await setUp();
    await send("child", { n: 1 });
    await send("child", { n: 2 });
    const [newest] = await list("limit=1");
    const part = newest.run_id.slice(-8).toLowerCase();
    expect(await list(`id=${part}&status=completed`)).toEqual([newest]);
    expect(await list("id=none")).toEqual([]);
    expect((await ask("/v1/runs/none/trace")).status).toBe(404);
    expect((await ask(`/v1/runs/${newest.run_id}/trace?max_bytes=0`)).status).toBe(400);
  });

  it("goes away with its run", async () => {
    const { send, advance, engine, ask, list } = await setUp();
    await send("bad");
    await advance(minute);
    const [{ run_id: runId }] = await list("function=bad");
    await advance(1);
    engine.prune(0);
    expect((await ask(`/v1/runs/${runId}/trace`)).status).toBe(404);
  });
});
