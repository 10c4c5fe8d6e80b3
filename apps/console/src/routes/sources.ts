import { createRoute, z } from "@hono/zod-openapi";
import { documents, sources } from "@tributary/database";
import {
  connectedSourceSchema,
  connectSourceSchema,
  disconnectedSourceSchema,
  documentCountsSchema,
  jobSchema,
  requestSyncSchema,
  restoreSourceSchema,
  sourceSchema,
} from "@tributary/validation";
import type { App } from "../app.ts";
import { connectAndSync } from "../connections/connect-source.ts";
import { disconnectSource } from "../connections/disconnect-source.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { requestSync } from "../syncs/sync-requests.ts";
import { syncableSource } from "../syncs/syncable-source.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

const problemsSchema = z.array(
  z.object({ id: z.string(), path: z.string().nullable(), status: z.string(), code: z.string(), message: z.string() }),
);

/** Documents of a source that is disconnected are not found. */
const noDocuments = { searchable: 0, skipped: 0, failed: 0, pending: 0 };

/** `/v1/sources`: connect, list, look at, sync, disconnect and restore sources. */
export function sourceRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources",
      summary: "Connect a source and sync it, or bring the one already connected to the same place up to date",
      request: { body: { required: true, content: { "application/json": { schema: connectSourceSchema } } } },
      responses: {
        ...errorAnswers,
        200: json(connectedSourceSchema, "It was connected already."),
        201: json(connectedSourceSchema, "Connected."),
      },
    }),
    async (context) => {
      const connected = await connectAndSync(runtime, context.get("workspaceId"), context.req.valid("json"));
      return context.json(connected, connected.created ? 201 : 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources",
      summary: "List the connected sources; with `archived=true` those that were disconnected too",
      request: { query: z.object({ archived: z.stringbool().default(false) }) },
      responses: { ...errorAnswers, 200: json(z.object({ sources: z.array(sourceSchema) }), "The sources.") },
    }),
    async (context) => {
      const { archived } = context.req.valid("query");
      return context.json({ sources: await sources.list(database, context.get("workspaceId"), { archived }) }, 200);
    },
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
      if (source.status === "archived") {
        return context.json({ source: sourceSchema.parse(source), documents: noDocuments, problems: [] }, 200);
      }
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
      await syncableSource(database, { workspaceId, sourceId });
      const { mode = "incremental" } = context.req.valid("json") ?? {};
      const requested = await requestSync(runtime, { workspaceId, sourceId, mode, trigger: "api" });
      return context.json(requested, requested.created ? 202 : 200);
    },
  );

  app.openapi(
    createRoute({
      method: "delete",
      path: "/v1/sources/{id}",
      summary:
        "Disconnect a source: it is not found any more, its credentials are removed, and it can be restored for 30 days",
      request: {
        params: idParameter,
        query: z.object({ reason: z.string().trim().min(1).max(1_000).default("It was disconnected by request.") }),
      },
      responses: { ...errorAnswers, 200: json(disconnectedSourceSchema, "Disconnected, now or before.") },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      const { reason } = context.req.valid("query");
      const answer = await disconnectSource(runtime, { workspaceId: context.get("workspaceId"), sourceId, reason });
      return context.json(disconnectedSourceSchema.parse(answer), 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/restore",
      summary: "Connect a disconnected source again, with all it held; how it signs in is given anew",
      request: {
        params: idParameter,
        body: { content: { "application/json": { schema: restoreSourceSchema } } },
      },
      responses: { ...errorAnswers, 200: json(connectedSourceSchema, "Restored.") },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const source = await sources.get(database, workspaceId, id);
      if (!source) throw notFound("source", id);
      if (source.status !== "archived") {
        throw new ApiError(409, "connected", `Source ${id} is connected: there is nothing to restore.`);
      }
      const { kind, config } = source;
      const { credentials, sync = true } = context.req.valid("json") ?? {};
      const request = { kind, config, sync, ...(credentials && { credentials }) };
      return context.json(await connectAndSync(runtime, workspaceId, request), 200);
    },
  );
}
