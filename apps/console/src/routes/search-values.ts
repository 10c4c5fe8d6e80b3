import { createRoute } from "@hono/zod-openapi";
import { searchValuesRequestSchema, searchValuesSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { createSearchValues } from "../search-index/search-values.ts";
import { errorAnswers, json } from "./answers.ts";

/** `GET /v1/search/values`: what the filters of a search offer. */
export function searchValueRoutes(app: App, runtime: Runtime): void {
  const values = createSearchValues(runtime.services);
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/search/values",
      summary: "What each filter of a search can be set to, and how many documents each value leaves",
      request: { query: searchValuesRequestSchema },
      responses: { ...errorAnswers, 200: json(searchValuesSchema, "At most 50 of each, the most frequent first.") },
    }),
    async (context) =>
      context.json(await values.find(context.get("workspaceId"), context.req.valid("query").q ?? ""), 200),
  );
}
