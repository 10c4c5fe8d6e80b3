import type { SourceDefinition } from "@tributary/source";
import { z } from "zod";

/** A JSON Schema, as far as forms understand it. */
interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: FieldSchema;
  readonly title?: string;
  readonly description?: string;
  readonly writeOnly?: boolean;
  readonly advanced?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly FieldSchema[];
}

/** Names of fields that hold a secret wherever they stand. */
const secretName = /token|secret|password|(private|api)-?key/i;

/**
 * What keeps a form from being made of a source's schemas, one sentence each: a field without a title or a description, of
 * a type no form shows, or a secret that is not marked as one. Empty when nothing does.
 */
export function formProblems(definition: SourceDefinition<never, never>): string[] {
  const problems = objectProblems("config", toJsonSchema(definition.configSchema));
  if (definition.credentialsSchema.safeParse(null).success) return problems;
  const credentials = toJsonSchema(definition.credentialsSchema);
  for (const [index, way] of (credentials.oneOf ?? [credentials]).entries()) {
    const name = credentials.oneOf ? `credentials.oneOf.${index}` : "credentials";
    if (credentials.oneOf && !isSentence(way.title)) problems.push(`${name} has no title.`);
    problems.push(...objectProblems(name, way));
    const fields = Object.values(way.properties ?? {});
    if (!fields.some(({ writeOnly }) => writeOnly === true)) problems.push(`${name} marks no field as writeOnly.`);
  }
  return problems;
}

function toJsonSchema(schema: z.ZodType): FieldSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as FieldSchema;
}

function objectProblems(name: string, { type, properties = {}, required = [] }: FieldSchema): string[] {
  if (type !== "object") return [`${name} is no object.`];
  return Object.entries(properties).flatMap(([key, field]) => {
    const place = `${name}.${key}`;
    const problems: string[] = [];
    if (!isSentence(field.title)) problems.push(`${place} has no title.`);
    if (!isSentence(field.description)) problems.push(`${place} has no description.`);
    if (!isPlain(field)) problems.push(`${place} is of a type no form shows.`);
    if (field.advanced === true && required.includes(key)) problems.push(`${place} is advanced and required.`);
    if (secretName.test(key) && field.writeOnly !== true) problems.push(`${place} is a secret and not writeOnly.`);
    return problems;
  });
}

/** Texts, whole numbers, truth values, choices and lists of texts. */
function isPlain({ type, items }: FieldSchema): boolean {
  if (type === "array") return items?.type === "string";
  return type === "string" || type === "integer" || type === "boolean";
}

function isSentence(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
