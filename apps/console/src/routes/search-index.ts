import { createRoute } from "@hono/zod-openapi";
import { searchIndexes } from "@tributary/database";
import { indexPreviewSchema, indexStatusSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { previewRebuild } from "../search-index/preview.ts";
import { beginRebuild, cleanUpEvent, indexStatus, rebuildEvent } from "../search-index/rebuild.ts";
import { errorAnswers, json } from "./answers.ts";

/** `/v1/index`: what is searched, and building another index beside it when another is configured. */
export function searchIndexRoutes(app: App, runtime: Runtime): void {
  const { services, workflows } = runtime;
  const { database } = services;
  const send = async (event: ReturnType<typeof rebuildEvent> | ReturnType<typeof cleanUpEvent>) => {
    try {
      await workflows.inngest.send(event);
    } catch (error) {
      services.logger.error({ error }, "the workflow engine did not take an event");
      throw new ApiError(503, "unavailable", "The workflow engine cannot be reached: ask again.");
    }
  };

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/index",
      summary: "The index that is searched, the one that is configured, and how far building it is",
      responses: { ...errorAnswers, 200: json(indexStatusSchema, "The state of the index.") },
    }),
    async (context) => context.json(await indexStatus(services, context.get("workspaceId")), 200),
  );

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/index/preview",
      summary: "What building the configured index would take: texts, tokens, cost",
      responses: { ...errorAnswers, 200: json(indexPreviewSchema, "The preview.") },
    }),
    async (context) =>
      context.json(await previewRebuild(services, context.get("workspaceId"), context.req.raw.signal), 200),
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/index/rebuild",
      summary: "Build the configured index beside the active one; goes on with one that failed",
      responses: {
        ...errorAnswers,
        200: json(indexStatusSchema, "There is nothing to build, or what was built waits for a person."),
        202: json(indexStatusSchema, "It is being built."),
      },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const next = await beginRebuild(services, workspaceId);
      const building = next?.state === "building";
      // Sent again for one that is being built already: known events do nothing, a lost one is made good.
      if (building) await send(rebuildEvent(next));
      return context.json(await indexStatus(services, workspaceId), building ? 202 : 200);
    },
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/index/switch",
      summary: "Switch to the index that is held, whatever the comparison says",
      responses: { ...errorAnswers, 202: json(indexStatusSchema, "It becomes active once it has caught up.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      const approved = await searchIndexes.approve(database, workspaceId);
      if (!approved) throw nothingToDecide();
      await send(rebuildEvent(approved));
      return context.json(await indexStatus(services, workspaceId), 202);
    },
  );

  app.openapi(
    createRoute({
      method: "delete",
      path: "/v1/index/rebuild",
      summary: "Give up the index that is being built or held; the active one stays",
      responses: { ...errorAnswers, 200: json(indexStatusSchema, "The state of the index.") },
    }),
    async (context) => {
      const workspaceId = context.get("workspaceId");
      if (!(await searchIndexes.drop(database, workspaceId))) {
        throw new ApiError(404, "not-found", "No index is being built or held.");
      }
      await send(cleanUpEvent(workspaceId));
      return context.json(await indexStatus(services, workspaceId), 200);
    },
  );
}

function nothingToDecide(): ApiError {
  return new ApiError(404, "not-found", "No index is held for a decision.");
}
