import { createRoute, z } from "@hono/zod-openapi";
import { searchRequestSchema, searchResultSchema } from "@tributary/validation";
import type { VectorFilter } from "@tributary/vector-store";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

/** `GET /v1/search`. */
export function searchRoutes(app: App, runtime: Runtime): void {
  const { search, indexer, store } = runtime.services;
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/search",
      summary: "Search over everything the workspace has synced",
      request: { query: searchRequestSchema },
      responses: { ...errorAnswers, 200: json(z.object({ results: z.array(searchResultSchema) }), "Best first.") },
    }),
    async (context) => {
      const request = context.req.valid("query");
      const namespace = indexer.namespace(context.get("workspaceId"));
      // A workspace that never synced has no namespace yet: nothing found, not an error.
      await store.ensure(namespace, { dimensions: indexer.dimensions });
      const results = await search.search({
        namespace,
        query: request.q,
        limit: request.limit,
        filter: filterOf(request),
        signal: context.req.raw.signal,
      });
      return context.json({ results: [...results] }, 200);
    },
  );
}

function filterOf(request: z.infer<typeof searchRequestSchema>): VectorFilter {
  const { source, type, repository, author, state, path, after, before } = request;
  return {
    ...(source && { source }),
    ...(type && { type }),
    ...(repository && { repository }),
    ...(author && { author }),
    ...(state && { state }),
    ...(path && { pathPrefix: path }),
    ...(after && { updatedAfter: Date.parse(after) }),
    ...(before && { updatedBefore: Date.parse(before) }),
  };
}
