import type { App } from "../app.ts";
import { registerComponents } from "./components.ts";

/** Serves `GET /openapi.json`, which describes the routes that were added before. */
export function openapiRoute(app: App): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", { type: "http", scheme: "bearer" });
  registerComponents(app.openAPIRegistry);
  app.get("/openapi.json", (context) => {
    const document = app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: { title: "Tributary", version: "1", description: "Sync a team's tools and search over all of them." },
      security: [{ apiKey: [] }],
    });
    return context.json(withNullableReferences(document) as object);
  });
}

/**
 * The generator describes a named schema that can be null as what is both the schema and something that can be null, which
 * null is not.
 */
function withNullableReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNullableReferences);
  if (value === null || typeof value !== "object") return value;
  const { allOf, ...others } = Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, withNullableReferences(entry)]),
  );
  if (!Array.isArray(allOf)) return allOf === undefined ? others : { allOf, ...others };
  const [reference, { type, ...further } = {}] = allOf;
  const isNullable = allOf.length === 2 && "$ref" in reference && Array.isArray(type) && type.includes("null");
  if (!isNullable) return { allOf, ...others };
  return { anyOf: [reference, { type: "null" }], ...further, ...others };
}
