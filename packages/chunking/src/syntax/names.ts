import type { Node } from "web-tree-sitter";
import type { NameOf } from "./language.ts";

const LONGEST_NAME = 100;

/** The text of a node that names something, or undefined when it is no sensible name. */
function textOf(node: Node | null, input: string): string | undefined {
  if (!node) return undefined;
  const start = node.startIndex;
  const end = Math.min(node.endIndex, start + LONGEST_NAME + 1);
  const text = input.slice(start, end).replaceAll(/\s+/g, " ").trim();
  return text === "" || text.length > LONGEST_NAME ? undefined : text;
}

function one(name: string | undefined): readonly string[] | undefined {
  return name === undefined ? undefined : [name];
}

/** Named by a field of the node. */
export function fieldName(field = "name"): NameOf {
  return (node, input) => one(textOf(node.childForFieldName(field), input));
}

/** Named by its first child of a type. */
export function childName(type: string): NameOf {
  return (node, input) => one(textOf(node.namedChildren.find((child) => child.type === type) ?? null, input));
}

/** Named by what stands before its block: a rule of a style sheet. */
export const preludeName: NameOf = (node, input) => {
  const start = node.startIndex;
  const head = input.slice(start, Math.min(node.endIndex, start + LONGEST_NAME + 1));
  const open = head.indexOf("{");
  const name = head.slice(0, Math.max(open, 0)).replaceAll(/\s+/g, " ").trim();
  return name === "" ? undefined : [name];
};

const functionTypes: ReadonlySet<string> = new Set([
  "arrow_function",
  "function_expression",
  "generator_function",
  "class",
]);

/** Named by its key or property when its value is a function or a class. */
export function functionValueName(key: string): NameOf {
  return (node, input) => {
    const value = node.childForFieldName("value");
    return value && functionTypes.has(value.type) ? one(textOf(node.childForFieldName(key), input)) : undefined;
  };
}

/** JavaScript's variables: those that hold a function or a class, or that take several lines. */
export const variableName: NameOf = (node, input) => {
  const declarator = node.firstNamedChild;
  if (declarator?.type !== "variable_declarator") return undefined;
  const name = declarator.childForFieldName("name");
  if (name?.type !== "identifier") return undefined;
  const value = declarator.childForFieldName("value");
  const isFunction = value !== null && functionTypes.has(value.type);
  return isFunction || node.endPosition.row > node.startPosition.row ? one(textOf(name, input)) : undefined;
};

/** JavaScript's `exports.name = function () {}` and `Type.prototype.name = () => {}`. */
export const assignedFunctionName: NameOf = (node, input) => {
  const assignment = node.firstNamedChild;
  if (assignment?.type !== "assignment_expression") return undefined;
  const value = assignment.childForFieldName("right");
  const target = assignment.childForFieldName("left");
  if (!value || !target || !functionTypes.has(value.type)) return undefined;
  const own = textOf(value.childForFieldName("name"), input);
  const property = target.type === "member_expression" ? target.childForFieldName("property") : target;
  const name = textOf(property, input);
  return one(name === "exports" ? (own ?? name) : name);
};

/** Go's types, of which one declaration can hold several. */
export const goTypeName: NameOf = (node, input) =>
  one(textOf(node.namedChildren.find((child) => child.type !== "comment")?.childForFieldName("name") ?? null, input));

/** Go's methods, which belong to their receiver's type. */
export const goMethodName: NameOf = (node, input) => {
  const name = textOf(node.childForFieldName("name"), input);
  if (name === undefined) return undefined;
  const receiver = textOf(node.childForFieldName("receiver"), input);
  const type = receiver === undefined ? undefined : /(\w+)\s*(?:\[[^\]]*\])?\s*\)$/.exec(receiver)?.[1];
  return type === undefined ? [name] : [type, name];
};

/** Rust's implementations, called like their type without its parameters. */
export const implementationName: NameOf = (node, input) =>
  one(textOf(node.childForFieldName("type"), input)?.replace(/<.*$/, "").trim());

const declaredNames: ReadonlySet<string> = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "qualified_identifier",
  "destructor_name",
  "operator_name",
  "operator_cast",
  "template_function",
]);
/** How many declarators can stand around a name. */
const DEEPEST_DECLARATOR = 16;

/** C's and C++'s functions: the name is inside declarators, and may say what it belongs to (`Type::name`). */
export const declaratorName: NameOf = (node, input) => {
  let inner = node.childForFieldName("declarator");
  for (let depth = 0; inner && depth < DEEPEST_DECLARATOR; depth += 1) {
    if (declaredNames.has(inner.type)) {
      const path = textOf(inner, input)
        ?.replaceAll(/<[^<>]*>/g, "")
        .split("::")
        .map((part) => part.trim())
        .filter((part) => part !== "");
      return path?.length ? path : undefined;
    }
    inner = inner.childForFieldName("declarator") ?? inner.firstNamedChild;
  }
  return undefined;
};

/** Named by its field when it has a body: C's `struct name {` and not `struct name *`. */
export const bodiedName: NameOf = (node, input) =>
  node.childForFieldName("body") ? one(textOf(node.childForFieldName("name"), input)) : undefined;

/** C's `typedef struct { } name;` */
export const typeDefinitionName: NameOf = (node, input) =>
  node.endPosition.row > node.startPosition.row ? one(textOf(node.childForFieldName("declarator"), input)) : undefined;
