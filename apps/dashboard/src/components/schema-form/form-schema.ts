/** What a field of a form is typed into. */
export type FieldInput =
  | "text"
  | "secret"
  | "long-secret"
  | "long-text"
  | "date"
  | "address"
  | "integer"
  | "boolean"
  | "choice"
  | "list";

/** A field of a form, as a JSON Schema describes it. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly input: FieldInput;
  readonly required: boolean;
  /** Behind "More options". */
  readonly advanced: boolean;
  /** What is filled in as a hint. */
  readonly example: string | null;
  /** What holds when the field is left alone. */
  readonly preset: string | number | boolean | null;
  readonly choices: readonly string[];
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** Fields that are asked for together. */
export interface FieldGroup {
  readonly title: string | null;
  readonly description: string | null;
  readonly fields: readonly FormField[];
}

type Schema = Readonly<Record<string, unknown>>;

/** The ways to fill a form in that a JSON Schema offers: one for an object, one for each of `oneOf`, none for null. */
export function readFormSchema(schema: unknown): readonly FieldGroup[] {
  if (!isSchema(schema)) return [];
  const { oneOf } = schema;
  return (Array.isArray(oneOf) ? oneOf.filter(isSchema) : [schema]).map(groupOf);
}

function groupOf(schema: Schema): FieldGroup {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  return {
    title: textOf(schema.title),
    description: textOf(schema.description),
    fields: properties.map(([name, property]) =>
      fieldOf(name, isSchema(property) ? property : {}, required.includes(name)),
    ),
  };
}

function fieldOf(name: string, property: Schema, required: boolean): FormField {
  const { title, examples, advanced, minimum, maximum } = property;
  const preset = property.default;
  return {
    name,
    title: textOf(title) ?? wordsOf(name),
    description: textOf(property.description),
    input: inputOf(property),
    // A required field is never folded away, whatever the schema says.
    required,
    advanced: advanced === true && !required,
    example: exampleOf(Array.isArray(examples) ? examples[0] : undefined),
    preset: typeof preset === "string" || typeof preset === "number" || typeof preset === "boolean" ? preset : null,
    choices: Array.isArray(property.enum) ? property.enum.map(String) : [],
    minimum: typeof minimum === "number" ? minimum : null,
    maximum: typeof maximum === "number" ? maximum : null,
  };
}

function inputOf({ type, format, writeOnly, contentMediaType, enum: choices }: Schema): FieldInput {
  if (Array.isArray(choices)) return "choice";
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return "integer";
  if (type === "array") return "list";
  const long = contentMediaType !== undefined;
  if (writeOnly === true) return long ? "long-secret" : "secret";
  if (long) return "long-text";
  if (format === "uri") return "address";
  return format === "date" ? "date" : "text";
}

function exampleOf(example: unknown): string | null {
  if (Array.isArray(example)) return example.map(String).join("\n");
  return typeof example === "string" || typeof example === "number" ? String(example) : null;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** `Largest file bytes` of `largestFileBytes`, for a schema that gives no title. */
function wordsOf(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
