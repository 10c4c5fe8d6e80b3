import { createRoute, z } from "@hono/zod-openapi";
import { deletions, sources } from "@tributary/database";
import { confirmDeletionSchema, largeDeletionSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { decideDeletion, undoDeletion } from "../syncs/large-deletions.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** Large deletions of a source that are shown, and documents of each. */
const DELETIONS_SHOWN = 20;
const DOCUMENTS_SHOWN = 100;
/** Of all sources: most of them are decided. */
const ALL_SHOWN = 100;

/** A decision about a deletion of so many documents. */
const decidedSchema = z.object({ id: z.string(), decision: z.string(), count: z.number().int() });

/** `/v1/deletions` and `/v1/sources/:id/deletions`: what a listing would remove of a source and is held, what became of it, and undoing it. */
export function deletionRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  const placeOf = async (workspaceId: string, sourceId: string) => {
    if (!(await sources.get(database, workspaceId, sourceId))) throw notFound("source", sourceId);
    return { workspaceId, sourceId };
  };

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/deletions",
      summary: "The newest 100 such deletions of all connected sources, those that are held first",
      responses: { ...errorAnswers, 200: json(z.object({ deletions: z.array(largeDeletionSchema) }), "Newest first.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const found = await deletions.list(database, { workspaceId, limit: ALL_SHOWN, documents: DOCUMENTS_SHOWN });
      return context.json({ deletions: found }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}/deletions",
      summary:
        "Deletions of more than a quarter of a source: the one that is held first, each with its first 100 documents",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(z.object({ deletions: z.array(largeDeletionSchema) }), "Newest first.") },
    }),
    async (context) => {
      const place = await placeOf(context.get("workspaceId"), context.req.valid("param").id);
      const found = await deletions.list(database, { ...place, limit: DELETIONS_SHOWN, documents: DOCUMENTS_SHOWN });
      return context.json({ deletions: found }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/deletions/confirm",
      summary: "Release the deletion that is held, or keep its documents; 409 when it is not the one that was shown",
      request: {
        params: idParameter,
        body: { required: true, content: { "application/json": { schema: confirmDeletionSchema } } },
      },
      responses: { ...errorAnswers, 200: json(decidedSchema, "Decided.") },
    }),
    async (context) => {
      const place = await placeOf(context.get("workspaceId"), context.req.valid("param").id);
      const by = context.get("key").name;
      const request = context.req.valid("json");
      const decided = await decideDeletion(runtime, { ...place, ...request, by });
      return context.json({ ...decided, decision: request.decision }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/deletions/{deletionId}/undo",
      summary: "Bring back what a large deletion removed, within 30 days",
      request: { params: idParameter.extend({ deletionId: z.string().min(1).max(200) }) },
      responses: {
        ...errorAnswers,
        200: json(z.object({ count: z.number().int() }), "How many documents came back; found as soon as indexed."),
      },
    }),
    async (context) => {
      const { id, deletionId } = context.req.valid("param");
      const place = await placeOf(context.get("workspaceId"), id);
      return context.json(
        { count: await undoDeletion(runtime, { ...place, deletionId, by: context.get("key").name }) },
        200,
      );
    },
  );
}
