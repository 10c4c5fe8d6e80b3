import { createRoute } from "@hono/zod-openapi";
import { documents, relationships } from "@tributary/database";
import { relatedAnswerSchema, relatedRequestSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `GET /v1/documents/:id/related`; the id is URL-encoded, since it holds slashes. */
export function relatedRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/documents/{id}/related",
      summary: "What a document has to do with others, each with the evidence, and what it names that is not there yet",
      request: { params: idParameter, query: relatedRequestSchema },
      responses: { ...errorAnswers, 200: json(relatedAnswerSchema, "The strongest first.") },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const { kind, direction, limit } = context.req.valid("query");
      const workspaceId = context.get("workspaceId");
      if (!(await documents.get(database, workspaceId, id))) throw notFound("document", id);
      const related = await relationships.related(database, {
        ...{ workspaceId, documentId: id, limit },
        ...(kind && { kinds: kind }),
        ...(direction && { direction }),
      });
      return context.json({ related }, 200);
    },
  );
}
