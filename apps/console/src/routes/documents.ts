import { createRoute, z } from "@hono/zod-openapi";
import { documents } from "@tributary/database";
import { documentSchema, problemSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

const heldDocumentSchema = z
  .object({
    document: documentSchema,
    sourceId: z.string(),
    status: z.string(),
    chunkCount: z.number().int(),
    problem: problemSchema.nullable(),
  })
  .openapi("HeldDocument");

/** `GET /v1/documents/:id`; the id is URL-encoded, since it holds slashes. */
export function documentRoutes(app: App, runtime: Runtime): void {
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/documents/{id}",
      summary: "A document with its whole text",
      request: { params: idParameter },
      responses: { ...errorAnswers, 200: json(heldDocumentSchema, "The document.") },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      const held = await documents.get(runtime.services.database, context.get("workspaceId"), id);
      if (!held) throw notFound("document", id);
      return context.json(held, 200);
    },
  );
}
