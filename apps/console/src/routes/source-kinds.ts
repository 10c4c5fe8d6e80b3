import { createRoute, z } from "@hono/zod-openapi";
import { sources } from "@tributary/database";
import { checkSourceSchema, sourceCheckSchema, sourceKindSchema } from "@tributary/validation";
import type { App } from "../app.ts";
import { checkSource } from "../connections/check-source.ts";
import { describeKind } from "../connections/form-schema.ts";
import { ApiError, notFound } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { sourceKinds } from "../sources.ts";
import { errorAnswers, json } from "./answers.ts";

/** `/v1/source-kinds`: what can be connected, what its forms ask for, and whether what is filled in works. */
export function sourceKindRoutes(app: App, runtime: Runtime): void {
  const { services } = runtime;
  const { database, credentials: vault } = services;
  const kinds = [...sourceKinds.values()].map(describeKind);

  app.openapi(
    createRoute({
      method: "get",
      path: "/v1/source-kinds",
      summary: "The kinds of sources, each with JSON Schemas to make a form of and steps to get its credentials",
      responses: { ...errorAnswers, 200: json(z.object({ kinds: z.array(sourceKindSchema) }), "The kinds.") },
    }),
    (context) => context.json({ kinds }, 200),
  );

  app.openapi(
    createRoute({
      method: "post",
      path: "/v1/source-kinds/{kind}/check",
      summary: "Try whether a source could be connected like this, by field and in words; nothing is stored",
      request: {
        params: z.object({ kind: z.string().min(1).max(2_000) }),
        body: { required: true, content: { "application/json": { schema: checkSourceSchema } } },
      },
      responses: { ...errorAnswers, 200: json(sourceCheckSchema, "What was found, also when it does not work.") },
    }),
    async (context) => {
      const { kind } = context.req.valid("param");
      const workspaceId = context.get("workspaceId");
      const definition = sourceKinds.get(kind)?.definition;
      if (!definition) throw notFound("source kind", kind);
      const { config, credentials: given, sourceId } = context.req.valid("json");
      let credentials: unknown = given ?? null;
      if (sourceId !== undefined) {
        const source = await sources.get(database, workspaceId, sourceId);
        if (!source) throw notFound("source", sourceId);
        if (source.kind !== kind) {
          throw new ApiError(409, "other-kind", `Source ${sourceId} is of the kind ${source.kind}, not ${kind}.`);
        }
        credentials = given ?? (await vault.read(database, { workspaceId, sourceId }));
      }
      return context.json(await checkSource(services, { workspaceId, definition, config, credentials }), 200);
    },
  );
}
