import { createRoute } from "@hono/zod-openapi";
import { retryAnswerSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { retryDocument, retrySource } from "../syncs/retries.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `POST /v1/documents/:id/retry` and `POST /v1/sources/:id/retry`: what failed is read and indexed again, and nothing else. */
export function retryRoutes(app: App, runtime: Runtime): void {
  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/documents/{id}/retry",
      summary: "Read and index a document again that failed; the id is URL-encoded, since it holds slashes",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        202: json(retryAnswerSchema, "Requested; 409 when it has not failed, or its source is paused."),
      },
    }),
    async (context) => {
      const { id } = context.req.valid("param");
      return context.json(await retryDocument(runtime, { workspaceId: context.get("workspaceId"), id }), 202);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/sources/{id}/retry",
      summary: "Read and index every document of a source again that failed",
      request: { params: idParameter },
      responses: {
        ...errorAnswers,
        202: json(retryAnswerSchema, "Requested; 409 when none has failed, or the source is paused."),
      },
    }),
    async (context) => {
      const { id: sourceId } = context.req.valid("param");
      return context.json(await retrySource(runtime, { workspaceId: context.get("workspaceId"), sourceId }), 202);
    },
  );
}
