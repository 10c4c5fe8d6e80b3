import type { SourceDefinition } from "@tributary/source";
import type { JsonValue, SourceKindRecord } from "@tributary/validation";
import { z } from "zod";
import type { SourceKind } from "../sources.ts";

/** A JSON Schema, as far as a form and its checks look into it. */
interface ObjectSchema {
  readonly properties?: Readonly<Record<string, { readonly writeOnly?: boolean }>>;
  readonly oneOf?: readonly ObjectSchema[];
}

/** What a person fills in to connect a source of a kind, as the API shows it. */
export function describeKind({ definition, webhook }: SourceKind): SourceKindRecord {
  const { id, title, about } = definition;
  return {
    kind: id,
    name: title,
    summary: about.summary,
    guide: [...about.signIn],
    documentation: about.documentation ?? null,
    config: formSchema(definition.configSchema),
    credentials: signsIn(definition) ? formSchema(definition.credentialsSchema) : null,
    webhooks: webhook !== undefined,
    webhookGuide: webhook === undefined ? [] : [...(about.webhook ?? [])],
  };
}

/** Whether sources of a kind need credentials at all. */
export function signsIn({ credentialsSchema }: SourceDefinition<never, never>): boolean {
  return !credentialsSchema.safeParse(null).success;
}

/** The fields of a kind's credentials that are secrets, in the order of its form. */
export function secretFields(definition: SourceDefinition<never, never>): readonly string[] {
  const schema: ObjectSchema = formSchema(definition.credentialsSchema);
  return [schema, ...(schema.oneOf ?? [])].flatMap(({ properties = {} }) =>
    Object.keys(properties).filter((name) => properties[name]?.writeOnly === true),
  );
}

/** The JSON Schema of what is typed in: defaults are not applied yet, and what code alone can check is left to the check. */
function formSchema(schema: z.ZodType): Record<string, JsonValue> {
  const {
    $schema: _dialect,
    "~standard": _standard,
    ...rest
  } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  });
  return rest as Record<string, JsonValue>;
}
