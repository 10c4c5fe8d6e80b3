import { type OpenAPIHono, z } from "@hono/zod-openapi";
import * as schemas from "@tributary/validation";

/**
 * Describes the schemas that have a name (`.meta({ id })`) in an application's OpenAPI document, ahead of its routes and
 * each after what it consists of: the first use decides how the generator describes a schema, and one within another may be
 * its form that can also be null.
 */
export function registerComponents(registry: OpenAPIHono["openAPIRegistry"]): void {
  const seen = new Set<z.ZodType>();
  const register = (schema: z.ZodType): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    for (const part of partsOf(schema)) register(part);
    const name = schema.meta()?.id;
    // A copy can be registered also when it was made before the library that registers it was loaded.
    if (name !== undefined) registry.register(name, schema.clone());
  };
  // In an order of its own, so that the document is the same however the module was loaded.
  for (const [, schema] of Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (schema instanceof z.ZodType) register(schema);
  }
}

/** The schemas a schema was made of: its properties, elements, alternatives. */
function partsOf({ def }: z.ZodType): z.ZodType[] {
  return Object.values(def)
    .flatMap((value: unknown) => (isObject(value) && !(value instanceof z.ZodType) ? Object.values(value) : [value]))
    .filter((value) => value instanceof z.ZodType);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
