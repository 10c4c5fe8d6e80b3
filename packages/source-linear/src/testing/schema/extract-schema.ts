import { isKept } from "./kept-types.ts";

/** A field of a type: its name and its type, both as GraphQL writes them. */
interface Field {
  readonly name: string;
  readonly type: string;
  /** The named type inside. */
  readonly inner: string;
}

/**
 * Writes Linear's GraphQL schema from the type declarations of `@linear/sdk`, which are generated from it: the types a
 * search index reads, with those of their fields that lead to another such type. Throws when the declarations have
 * another form.
 */
export function extractSchema(declarations: string): string {
  const objects = new Map<string, readonly Field[]>();
  const inputs = new Map<string, readonly Field[]>();
  const interfaces = new Map<string, string>();
  const enums = readEnums(declarations);
  const scalars = readScalars(declarations);
  for (const [, name = "", parent, body = ""] of declarations.matchAll(
    /^type (\w+) = (?:(\w+) & )?\{\n([\s\S]*?)^\};/gm,
  )) {
    if (!isKept(name)) continue;
    const isOutput = body.includes("__typename?:");
    const fields = readFields(body);
    if (isOutput || name === "Node") objects.set(name, fields);
    else inputs.set(name, fields);
    if (parent !== undefined) interfaces.set(name, parent);
  }
  if (!objects.has("Query") || !objects.has("Issue")) {
    throw new Error("The declarations of @linear/sdk have another form than this reads: adapt extract-schema.ts.");
  }
  const known = (type: string) =>
    builtIn.has(type) || scalars.has(type) || enums.has(type) || objects.has(type) || inputs.has(type);
  const used = new Set<string>();
  const use = (field: Field) => {
    used.add(field.inner);
    return known(field.inner);
  };
  const blocks: string[] = [];
  for (const [name, fields] of objects) {
    const kind = name === "Node" ? "interface" : "type";
    const parent = interfaces.get(name);
    const lines = fields.filter(use).map((field) => {
      const given = inputs.get(argumentsName(name, field.name)) ?? [];
      const list = given.filter(use).map((argument) => `${argument.name}: ${argument.type}`);
      return `  ${field.name}${list.length > 0 ? `(${list.join(", ")})` : ""}: ${field.type}`;
    });
    blocks.push(`${kind} ${name}${parent === undefined ? "" : ` implements ${parent}`} {\n${lines.join("\n")}\n}`);
  }
  for (const [name, fields] of inputs) {
    if (name.endsWith("Args")) continue;
    const lines = fields.filter(use).map((field) => `  ${field.name}: ${field.type}`);
    blocks.push(`input ${name} {\n${lines.join("\n")}\n}`);
  }
  for (const [name, values] of enums) if (used.has(name)) blocks.push(`enum ${name} { ${values.join(" ")} }`);
  for (const name of scalars) if (used.has(name)) blocks.push(`scalar ${name}`);
  return `${blocks.sort().join("\n\n")}\n`;
}

const builtIn = new Set(["ID", "String", "Boolean", "Int", "Float"]);

function argumentsName(type: string, field: string): string {
  return `${type}${field.charAt(0).toUpperCase()}${field.slice(1)}Args`;
}

function readFields(body: string): readonly Field[] {
  const fields: Field[] = [];
  for (const [, name = "", optional = "", declared = ""] of body.matchAll(/^ {2}(\w+)(\??): ([^;]+);/gm)) {
    if (name === "__typename") continue;
    const isNullable = optional !== "" || /^(Input)?Maybe</.test(declared);
    const bare = declared.replace(/^(?:Input)?Maybe<(.*)>$/, "$1");
    const list = /^Array<(.*)>$/.exec(bare)?.[1];
    const inner = (list ?? bare).replace(/^(?:Input)?Maybe<(.*)>$/, "$1").replace(/^Scalars\["(\w+)"\]$/, "$1");
    const type = list === undefined ? inner : `[${inner}${/^(Input)?Maybe</.test(list) ? "" : "!"}]`;
    fields.push({ name, inner, type: `${type}${isNullable ? "" : "!"}` });
  }
  return fields;
}

function readEnums(declarations: string): ReadonlyMap<string, readonly string[]> {
  const enums = new Map<string, readonly string[]>();
  for (const [, name = "", body = ""] of declarations.matchAll(/^declare enum (\w+) \{\n([\s\S]*?)^\}/gm)) {
    enums.set(
      name,
      [...body.matchAll(/= "(\w+)"/g)].map(([, value = ""]) => value),
    );
  }
  return enums;
}

function readScalars(declarations: string): ReadonlySet<string> {
  const body = /^type Scalars = \{\n([\s\S]*?)^\};/m.exec(declarations)?.[1] ?? "";
  const names = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name = ""]) => name);
  return new Set(names.filter((name) => !builtIn.has(name)));
}

/** The module that holds an extract. */
export function schemaModule(schema: string): string {
  return [
    "/**",
    " * The part of Linear's GraphQL schema a search index reads, extracted from the declarations of `@linear/sdk` (MIT,",
    " * Linear Orbit, Inc) by write-schema.ts: not edited by hand.",
    " */",
    `export const linearSchema = \`${schema}\`;`,
    "",
  ].join("\n");
}
