import { z } from "@hono/zod-openapi";
import { apiErrorSchema } from "@tributary/validation";

/** A JSON answer of a route, for its OpenAPI document. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** The answers every route can give beside its own. */
export const errorAnswers = {
  400: json(apiErrorSchema, "The request does not fit the schema."),
  401: json(apiErrorSchema, "No API key, or one that is not known."),
  404: json(apiErrorSchema, "Not there, or not yours."),
  409: json(apiErrorSchema, "It is not in the state this needs."),
  422: json(apiErrorSchema, "The source cannot be used as configured."),
  503: json(apiErrorSchema, "A store or the engine is not available."),
} as const;

/** The `{id}` of a path. */
export const idParameter = z.object({ id: z.string().min(1).max(2_000) });
