import { describe, expect, it } from "vitest";
import { EMBEDDED_BASE_URL } from "../../driver/sdk-handler.ts";
import { createTestEngine, dataOf, on, type TestEngine } from "../../testing/test-engine.ts";

/** Asks an endpoint in process. */
function asker({ engine }: TestEngine) {
  return async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await engine.fetch(EMBEDDED_BASE_URL + path, init);
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
}

/** An engine that has completed a run, failed one, and has one asleep. */
async function createHistory() {
  const test = createTestEngine();
  const { client } = test;
  await test.serve(
    client.createFunction({ id: "good", ...on("good") }, ({ event, step }) => step.run("add", () => dataOf(event).n)),
    client.createFunction({ id: "bad", retries: 0, ...on("bad") }, () => {
      throw new TypeError("no luck");
    }),
    client.createFunction({ id: "sleeper", ...on("sleep") }, ({ step }) => step.sleep("nap", "1h")),
  );
  const good = await test.send("good", { n: 7 }, { id: "mine" });
  const bad = await test.send("bad");
  const sleep = await test.send("sleep");
  return { ...test, ask: asker(test), ids: { good, bad, sleep } };
}

describe("the reading endpoints", () => {
  it("list runs newest first, by status and function, page by page", async () => {
    const { ask, onlyRun } = await createHistory();
    const all = (await ask("GET", "/v1/runs?limit=2")).body;
    expect(all.data.map((run: { function_id: string }) => run.function_id)).toEqual(["sleeper", "bad"]);
    const rest = (await ask("GET", `/v1/runs?limit=2&cursor=${all.cursor}`)).body;
    expect(rest).toMatchObject({ cursor: null, data: [{ run_id: onlyRun("good").runId, status: "Completed" }] });
    const filtered = await ask("GET", "/v1/runs?status=failed,Running&function=app-bad");
    expect(filtered.body.data).toEqual([
      {
        run_id: onlyRun("bad").runId,
        app_id: "app",
        function_id: "bad",
        status: "Failed",
        function_name: "bad",
        trigger: { kind: "event", name: "bad", run_id: null },
        attempt: 1,
        queued_at: expect.stringMatching(/^2100-01-01T/),
        run_started_at: expect.any(String),
        ended_at: expect.any(String),
      },
    ]);
    expect((await ask("GET", "/v1/runs?status=odd")).body.error).toContain('not "odd"');
    expect((await ask("GET", "/v1/runs?limit=0")).status).toBe(400);
  });

  it("show a run with its steps, by run and by event", async () => {
    const { ask, ids, onlyRun } = await createHistory();
    const { runId } = onlyRun("good");
    const step = { name: "add", op: "StepRun", status: "completed", attempts: 1, output: 7, error: null };
    const run = { run_id: runId, event_id: ids.good, output: 7, status: "Completed" };
    expect((await ask("GET", `/v1/runs/${runId}`)).body.data).toMatchObject({ ...run, steps: [step] });
    expect((await ask("GET", `/v1/runs/${runId}/steps`)).body).toMatchObject({ data: [step], cursor: null });
    for (const id of ["mine", ids.good]) {
      expect((await ask("GET", `/v1/events/${id}/runs`)).body.data).toMatchObject([run]);
    }
    expect((await ask("GET", `/v1/events/${ids.bad}/runs`)).body.data).toMatchObject([
      { status: "Failed", output: { name: "TypeError", message: "no luck" } },
    ]);
    expect((await ask("GET", "/v1/runs/none")).status).toBe(404);
    expect((await ask("GET", "/v1/events/none/runs")).status).toBe(404);
  });

  it("list events newest first, by name, and show one", async () => {
    const { ask, ids, send } = await createHistory();
    await send("good", { n: 8 });
    const [newest] = (await ask("GET", "/v1/events?limit=1")).body.data;
    expect(newest).toMatchObject({ name: "good", size: expect.any(Number) });
    const page = (await ask("GET", "/v1/events?name=good&limit=1")).body;
    const rest = (await ask("GET", `/v1/events?name=good&cursor=${page.cursor}`)).body;
    expect(rest).toMatchObject({ data: [{ internal_id: ids.good, id: "mine" }], cursor: null });
    for (const id of ["mine", ids.good]) {
      expect((await ask("GET", `/v1/events/${id}`)).body.data).toMatchObject({
        internal_id: ids.good,
        id: "mine",
        name: "good",
        data: { n: 7 },
      });
    }
    expect((await ask("GET", "/v1/events/none")).status).toBe(404);
  });

  it("show what is pending", async () => {
    const { ask, onlyRun } = await createHistory();
    const { body } = await ask("GET", "/v1/queue");
    expect(body).toMatchObject({
      data: [{ run_id: onlyRun("sleeper").runId, function_id: "sleeper", kind: "sleep", attempt: 0, leased: false }],
      counts: [{ kind: "sleep", leased: 0, due: 0, later: 1 }],
      held: 0,
      cursor: null,
    });
    expect((await ask("GET", "/v1/queue?limit=1")).body.cursor).toMatch(/^\d+\.\d+$/);
    expect((await ask("GET", "/v1/queue?cursor=x")).status).toBe(400);
  });

  it("list functions", async () => {
    const { ask } = await createHistory();
    const { data } = (await ask("GET", "/v1/functions")).body;
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({
      id: "bad",
      slug: "app-bad",
      triggers: [{ event: "bad", expression: null }],
      max_attempts: 1,
      url: null,
      live: true,
    });
    expect((await ask("GET", "/dev")).body.functions).toContainEqual(
      expect.objectContaining({ slug: "app-good", name: "good" }),
    );
  });

  it("cancel a run once", async () => {
    const { ask, onlyRun } = await createHistory();
    const path = `/v1/runs/${onlyRun("sleeper").runId}`;
    expect((await ask("DELETE", path)).status).toBe(204);
    expect(onlyRun("sleeper").status).toBe("cancelled");
    expect((await ask("DELETE", path)).status).toBe(409);
    expect((await ask("DELETE", "/v1/runs/none")).status).toBe(404);
  });

  it("invoke a function by its slug", async () => {
    const { ask, engine, runsOf } = await createHistory();
    const { status, body } = await ask("POST", "/invoke/app-good", { data: { n: 9 }, user: { id: 1 } });
    await engine.idle();
    expect([status, body]).toEqual([200, { id: expect.any(String), status: 200 }]);
    expect(runsOf("good").at(-1)).toMatchObject({ eventIds: [body.id], output: 9 });
    expect((await ask("POST", "/invoke/app-none", {})).status).toBe(404);
    expect((await ask("POST", "/invoke/app-good", { data: 1 })).status).toBe(400);
  });
});

describe("GraphQL", () => {
  it("answers the queries of the SDK's own tests", async () => {
    const { ask, ids, onlyRun } = await createHistory();
    const query = async (text: string, variables: unknown) =>
      (await ask("POST", "/v0/gql", { query: text, variables })).body.data;
    const runQuery =
      "query ($runId: String!) { run(runID: $runId) { status trace(preview: true) { status outputID } } }";
    const outputQuery =
      "query ($traceID: String!) { runTraceSpanOutputByID(outputID: $traceID) { data error { message name } } }";
    const eventQuery = "query Event($id: ULID!) { eventV2(id: $id) { idempotencyKey name raw } }";
    const { run } = await query(runQuery, { runId: onlyRun("good").runId });
    expect(run).toMatchObject({
      status: "COMPLETED",
      trace: { status: "COMPLETED", childrenSpans: [{ name: "add" }] },
    });
    const output = await query(outputQuery, { traceID: run.trace.outputID });
    expect(output).toEqual({ runTraceSpanOutputByID: { data: "7", error: null } });
    const failed = await query(runQuery, { runId: onlyRun("bad").runId });
    const error = await query(outputQuery, { traceID: failed.run.trace.outputID });
    expect(error.runTraceSpanOutputByID).toMatchObject({
      data: null,
      error: { name: "TypeError", message: "no luck" },
    });
    expect((await query(runQuery, { runId: onlyRun("sleeper").runId })).run).toMatchObject({
      status: "RUNNING",
      trace: { outputID: null },
    });
    expect(await query(runQuery, { runId: "none" })).toEqual({ run: null });
    const { eventV2 } = await query(eventQuery, { id: ids.good });
    expect(eventV2).toMatchObject({ idempotencyKey: "mine", name: "good" });
    expect(JSON.parse(eventV2.raw)).toMatchObject({ data: { n: 7 } });
    expect((await query(eventQuery, { id: ids.bad })).eventV2).not.toHaveProperty("idempotencyKey");
    expect((await ask("POST", "/v0/gql", { query: "{ apps { id } }" })).status).toBe(501);
  });
});
