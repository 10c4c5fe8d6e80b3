import { createRoute } from "@hono/zod-openapi";
import {
  cancelledRunSchema,
  PAYLOAD_MAX_BYTES,
  rerunRequestSchema,
  rerunSchema,
  type WorkflowRunDetails,
  workflowFunctionsSchema,
  workflowRunDetailsSchema,
  workflowRunSchema,
  workflowRunsRequestSchema,
  workflowRunsSchema,
} from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { cancelRun } from "../workflow-runs/cancel-run.ts";
import { askEngine, requireOwner } from "../workflow-runs/engine.ts";
import { readFunctions, readRunDetails, readRuns } from "../workflow-runs/engine-runs.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/**
 * `/v1/workflows/runs` and `/functions`: what the embedded engine runs and ran. It is of all workspaces, and so only for
 * the one of this machine's owner.
 */
export function workflowRunRoutes(app: App, runtime: Runtime): void {
  const ask = async (path: string, init?: RequestInit): Promise<unknown> =>
    (await askEngine(runtime, path, init)).json();
  const find = async (id: string): Promise<WorkflowRunDetails> =>
    readRunDetails(await ask(`${runPath(id)}/trace?max_bytes=${PAYLOAD_MAX_BYTES}`));
  const summary = async (id: string) => workflowRunSchema.parse(await find(id));

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/workflows/runs",
      summary: "Runs of the embedded engine, the newest first",
      request: { query: workflowRunsRequestSchema },
      responses: { ...errorAnswers, 200: json(workflowRunsSchema, "The runs.") },
    }),
    async (context) => {
      requireOwner(context.get("workspaceId"));
      const { limit, ...given } = context.req.valid("query");
      const query = new URLSearchParams({ limit: String(limit) });
      for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
      return context.json(readRuns(await ask(`/v1/runs?${query}`)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/workflows/runs/{id}",
      summary: "A run with its steps, attempts, inputs and outputs; of a value, at most 64 KiB",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(workflowRunDetailsSchema, "The run.") },
    }),
    async (context) => {
      requireOwner(context.get("workspaceId"));
      return context.json(await find(context.req.valid("param").id), 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/workflows/runs/{id}/cancel",
      summary: "Cancel a run; a step that is running ends first, and no other begins. That of a sync cancels the sync",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(cancelledRunSchema, "The run; `cancelled` false: it was over already.") },
    }),
    async (context) => {
      requireOwner(context.get("workspaceId"));
      const { id } = context.req.valid("param");
      const before = await find(id);
      await cancelRun(runtime, before);
      const run = await summary(id);
      return context.json({ run, cancelled: before.endedAt === null && run.status === "cancelled" }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/workflows/runs/{id}/rerun",
      summary: "Run it again with the same event, whole or from one of its steps",
      request: { params: idParameter, body: { content: { "application/json": { schema: rerunRequestSchema } } } },
      responses: { ...errorAnswers, 201: json(rerunSchema, "The new run.") },
    }),
    async (context) => {
      requireOwner(context.get("workspaceId"));
      const { id } = context.req.valid("param");
      const { fromStepId } = context.req.valid("json");
      const body = JSON.stringify(fromStepId === undefined ? {} : { fromStep: { stepId: fromStepId } });
      const headers = { "content-type": "application/json" };
      const { data } = (await ask(`${runPath(id)}/rerun`, { method: "POST", headers, body })) as {
        data: { run_id: string };
      };
      return context.json({ run: await summary(data.run_id), originalRunId: id }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/workflows/functions",
      summary: "The functions of the embedded engine, and what starts them",
      responses: { ...errorAnswers, 200: json(workflowFunctionsSchema, "The functions.") },
    }),
    async (context) => {
      requireOwner(context.get("workspaceId"));
      return context.json(readFunctions(await ask("/v1/functions")), 200);
    },
  );
}

function runPath(id: string): string {
  return `/v1/runs/${encodeURIComponent(id)}`;
}
