import { createRoute, type z } from "@hono/zod-openapi";
import { type Database, relationships } from "@tributary/database";
import { type SearchResult, searchAnswerSchema, searchRequestSchema } from "@tributary/validation";
import type { VectorFilter } from "@tributary/vector-store";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { errorAnswers, json } from "./answers.ts";

/** Most neighbours shown with one result. */
const NEIGHBOURS_MAX = 3;

/** `GET /v1/search`. */
export function searchRoutes(app: App, runtime: Runtime): void {
  const { indexes, database } = runtime.services;
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/search",
      summary: "Search over everything the workspace has synced",
      request: { query: searchRequestSchema },
      responses: { ...errorAnswers, 200: json(searchAnswerSchema, "Best first.") },
    }),
    async (context) => {
      const request = context.req.valid("query");
      const { results, notices } = await indexes.search(context.get("workspaceId"), {
        query: request.q,
        limit: request.limit,
        explain: request.explain,
        filter: filterOf(request),
        signal: context.req.raw.signal,
      });
      const shown = request.related
        ? await withNeighbours(database, context.get("workspaceId"), results)
        : [...results];
      return context.json({ results: shown, notices: [...notices] }, 200);
    },
  );
}

/** The results, each with the documents it has most to do with. */
async function withNeighbours(
  database: Database,
  workspaceId: string,
  results: readonly SearchResult[],
): Promise<SearchResult[]> {
  const ids = results.map(({ documentId }) => documentId);
  const neighbours = await relationships.neighbours(database, { workspaceId, ids, limit: NEIGHBOURS_MAX });
  return results.map((result) => ({ ...result, related: neighbours.get(result.documentId) ?? [] }));
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
