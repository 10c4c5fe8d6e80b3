import { createRoute, z } from "@hono/zod-openapi";
import { jobs } from "@tributary/database";
import { isJobActive, type Job, jobPageSchema, jobSchema, listJobsSchema } from "@tributary/validation";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { cancelSync } from "../syncs/cancel-sync.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** Milliseconds between two looks at a running job: fast enough to feel live, a handful of small queries a second. */
const LOOK_MS = 250;

/** `/v1/jobs`: what syncs did and are doing. */
export function jobRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  const find = async (workspaceId: string, id: string): Promise<Job> => {
    const job = await jobs.get(database, workspaceId, id);
    if (!job) throw notFound("job", id);
    return job;
  };

  const streamJob = (context: Context, job: Job) =>
    streamSSE(context, async (stream) => {
      const { workspaceId, id } = job;
      let sent = "";
      try {
        for (let current = job; ; current = await find(workspaceId, id)) {
          const data = JSON.stringify(current);
          if (data !== sent) await stream.writeSSE({ event: "job", data });
          sent = data;
          if (stream.aborted || !isJobActive(current.status)) return;
          await stream.sleep(LOOK_MS);
        }
      } catch (error) {
        // The stream ends, and whoever still wants it asks again.
        runtime.services.logger.warn({ error, workspaceId, jobId: id }, "the progress of a sync could not be read");
      }
    });

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/jobs/{id}",
      summary: "A sync; with `Accept: text/event-stream` its live progress, one `job` event a change, until it ends",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: {
          description: "The job, or the stream of its states.",
          content: { "application/json": { schema: jobSchema }, "text/event-stream": { schema: z.string() } },
        },
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const job = await find(workspaceId, id);
      if (!context.req.header("accept")?.includes("text/event-stream")) return context.json(job, 200);
      return streamJob(context, job) as never;
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/jobs/{id}/events",
      summary: "The live progress of a sync as server-sent events, one `job` event a change, until it ends",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: {
          description: "The stream of its states; `data` of each is the job as JSON.",
          content: { "text/event-stream": { schema: z.string() } },
        },
      },
    }),
    async (context) => {
      const job = await find(context.get("workspaceId"), context.req.valid("param").id);
      return streamJob(context, job) as never;
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/jobs/{id}/cancel",
      summary: "Stop a sync that is queued or running; what it has stored stays, and the next sync goes on from there",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: json(
          z.object({ job: jobSchema, cancelled: z.boolean() }),
          "The job; `cancelled` false: it was over already.",
        ),
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const { sourceId } = await find(workspaceId, id);
      const cancelled = await cancelSync(runtime, { workspaceId, sourceId, jobId: id });
      return context.json({ job: await find(workspaceId, id), cancelled }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/jobs",
      summary: "The newest syncs first",
      request: { query: listJobsSchema },
      responses: { ...errorAnswers, 200: json(jobPageSchema, "`next` is the `before` of the next page.") },
    }),
    async (context) => {
      const { limit, ...filter } = context.req.valid("query");
      const found = await jobs.list(database, { workspaceId: context.get("workspaceId"), ...filter, limit: limit + 1 });
      const shown = found.slice(0, limit);
      return context.json({ jobs: shown, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null }, 200);
    },
  );
}
