import { createRoute, z } from "@hono/zod-openapi";
import { documents, sources } from "@tributary/database";
import {
  connectedSourceSchema,
  connectSourceSchema,
  documentCountsSchema,
  jobSchema,
  requestSyncSchema,
  sourceSchema,
} from "@tributary/validation";
import type { App } from "../app.ts";
import { connectSource } from "../connect-source.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { requestSync } from "../sync-requests.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

const problemsSchema = z.array(
  z.object({ id: z.string(), path: z.string().nullable(), status: z.string(), code: z.string(), message: z.string() }),
);

/** `/v1/sources`: connect, list, look at and sync sources. */
export function sourceRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources",
      summary: "Connect a source, or find the one already connected to the same place",
      request: { body: { required: true, content: { "application/json": { schema: connectSourceSchema } } } },
      responses: {
        ...errorAnswers,
        200: json(connectedSourceSchema, "It was connected already."),
        201: json(connectedSourceSchema, "Connected."),
      },
    }),
    async (context) => {
      const connected = await connectSource(runtime.services, context.get("workspaceId"), context.req.valid("json"));
      return context.json(connected, connected.created ? 201 : 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources",
      summary: "List the connected sources",
      responses: { ...errorAnswers, 200: json(z.object({ sources: z.array(sourceSchema) }), "The sources.") },
    }),
    async (context) => context.json({ sources: await sources.list(database, context.get("workspaceId")) }, 200),
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}",
      summary: "A source with its documents in numbers, and those that are not searchable with their reasons",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        200: json(
          z.object({ source: sourceSchema, documents: documentCountsSchema, problems: problemsSchema }),
          "The source.",
        ),
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const source = await sources.get(database, workspaceId, id);
      if (!source) throw notFound("source", id);
      const scope = { workspaceId, sourceId: id };
      const [counts, problems] = [
        await documents.counts(database, scope),
        await documents.problems(database, { ...scope, limit: 100 }),
      ];
      return context.json({ source: sourceSchema.parse(source), documents: counts, problems }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/sync",
      summary: "Sync a source now; returns the running sync when there is one",
      request: {
        params: idParameter,
        body: { content: { "application/json": { schema: requestSyncSchema } } },
      },
      responses: {
        ...errorAnswers,
        200: json(z.object({ job: jobSchema, created: z.boolean() }), "A sync was queued or running already."),
        202: json(z.object({ job: jobSchema, created: z.boolean() }), "Requested."),
      },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      if (!(await sources.get(database, workspaceId, sourceId))) throw notFound("source", sourceId);
      const { mode = "incremental" } = context.req.valid("json") ?? {};
      const requested = await requestSync(runtime, { workspaceId, sourceId, mode, trigger: "api" });
      return context.json(requested, requested.created ? 202 : 200);
    },
  );
}
