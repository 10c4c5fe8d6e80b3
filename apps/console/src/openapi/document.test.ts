import * as schemas from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createTestClient, createTestRuntime } from "../testing/runtime.ts";

/** Properties an object may have and be described twice. */
const FEW = 6;

const prefix = "#/components/schemas/";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface OpenapiDocument {
  readonly paths: object;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

async function readDocument(): Promise<OpenapiDocument> {
  const { send } = createTestClient(await createTestRuntime());
  return (await (await send("/openapi.json", { key: null })).json()) as OpenapiDocument;
}

/** Everything in a document that is an object. */
function* objectsIn(value: unknown): Generator<Schema> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

describe("the OpenAPI document", { timeout: 60_000 }, () => {
  it("names what stands for a thing, once, and refers to it by its name", async () => {
    const document = await readDocument();
    const { schemas: named } = document.components;
    const referredTo = [...objectsIn(document)].flatMap(({ $ref }) => $ref ?? []);
    expect(new Set(referredTo)).toEqual(new Set(Object.keys(named).map((name) => prefix + name)));
    expect(named.Source).toMatchObject({
      type: "object",
      properties: { problem: { anyOf: [{ $ref: `${prefix}Problem` }, { type: "null" }] } },
    });
    // One that were nullable would be so wherever it is referred to.
    const nullable = Object.keys(named).filter((name) => [named[name]?.type].flat().includes("null"));
    expect(nullable).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('"allOf"');

    const written = [...objectsIn(document)]
      .filter(({ properties = {} }) => Object.keys(properties).length > FEW)
      .map(({ properties }) => Object.keys(properties ?? {}).join(", "));
    expect(written.filter((one, index) => written.indexOf(one) !== index)).toEqual([]);
  });

  it("has no name for two schemas", () => {
    const names = Object.values(schemas).flatMap((one) => (one instanceof z.ZodType ? (one.meta()?.id ?? []) : []));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
