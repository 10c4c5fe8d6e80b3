import { createRoute } from "@hono/zod-openapi";
import { documents } from "@tributary/database";
import { documentPageSchema, listDocumentsSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { connectedSource } from "../syncs/connected-source.ts";
import { errorAnswers, idParameter, json } from "./answers.ts";

/** `GET /v1/sources/:id/documents`: what is held of a source, page by page. */
export function documentListingRoutes(app: App, runtime: Runtime): void {
  const { database } = runtime.services;
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/sources/{id}/documents",
      summary: "The documents of a source with their state, in the order of their ids",
      request: { params: idParameter, query: listDocumentsSchema },
      responses: { ...errorAnswers, 200: json(documentPageSchema, "`next` is the `after` of the next page.") },
    }),
    async (context) => {
      const place = { workspaceId: context.get("workspaceId"), sourceId: context.req.valid("param").id };
      await connectedSource(database, place);
      return context.json(await documents.page(database, { ...place, ...context.req.valid("query") }), 200);
    },
  );
}
