import { createRoute } from "@hono/zod-openapi";
import { deletions, documents, jobs, sources } from "@tributary/database";
import { statusSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import type { Runtime } from "../runtime.ts";
import { indexStatus } from "../search-index/rebuild.ts";
import { consoleVersion } from "../version.ts";
import { errorAnswers, json } from "./answers.ts";

/** `GET /v1/status`: what is connected, how much is searchable, what runs. */
export function statusRoutes(app: App, runtime: Runtime): void {
  const { database, indexes, store } = runtime.services;
  const version = consoleVersion();
  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/status",
      summary: "What is connected, how much of it is searchable, and what runs",
      responses: { ...errorAnswers, 200: json(statusSchema, "The status.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const index = await indexes.active(workspaceId);
      const { namespace, description } = index;
      await index.ensure();
      const { vectors } = await store.stats(namespace);
      const rows = [];
      const held = await deletions.heldBySource(database, workspaceId);
      for (const source of await sources.list(database, workspaceId)) {
        const scope = { workspaceId, sourceId: source.id };
        const [lastJob] = await jobs.list(database, { ...scope, limit: 1 });
        rows.push({
          source,
          documents: await documents.counts(database, scope),
          lastJob: lastJob ?? null,
          held: held.get(source.id) ?? 0,
        });
      }
      return context.json(
        {
          version,
          node: process.version,
          home: runtime.env.home,
          database: database.kind,
          vectorStore: runtime.env.vectors.kind,
          engine: runtime.env.engine.kind,
          embedder: { namespace, dimensions: description.dimensions },
          vectors,
          index: await indexStatus(runtime.services, workspaceId),
          sources: rows,
        },
        200,
      );
    },
  );
}
