import { EmbeddedInngestError } from "../errors.ts";
import type { Node } from "./ast.ts";

/** What is known of a value before any event: `any` for all that comes from one. */
type Type = "any" | "bool" | "int" | "uint" | "double" | "string" | "list" | "map" | "null";

const results: Readonly<Record<string, Type>> = {
  ...{ has: "bool", contains: "bool", startsWith: "bool", endsWith: "bool", matches: "bool" },
  ...{ exists: "bool", all: "bool", exists_one: "bool", filter: "list", map: "list" },
  ...{ size: "int", int: "int", double: "double" },
  ...{ string: "string", lowercase: "string", uppercase: "string", b64decode: "string" },
};
const macros = ["exists", "all", "exists_one", "filter", "map"];
const sized: readonly Type[] = ["string", "list", "map"];
const texts: readonly Type[] = ["string"];
const truths: readonly Type[] = ["bool"];
const numbers: readonly Type[] = ["int", "uint", "double"];
/** What a function's first parameter, or the value it is called on, may be where its type is known. */
const parameterTypes: Readonly<Record<string, readonly Type[]>> = {
  ...{ size: sized, lowercase: texts, uppercase: texts, b64decode: texts },
  ...{ contains: texts, startsWith: texts, endsWith: texts, matches: texts },
};
/** Functions with one form only: `text.contains(part)`, and `lowercase(text)`. */
const onlyOnValues = ["contains", "startsWith", "endsWith"];
const onBoth = ["size", "matches"];

function refuse(message: string): never {
  throw new EmbeddedInngestError("invalid-config", message);
}

/**
 * Checks the types of what an expression states literally, and its variables, as the hosted service does when a
 * function is registered. Throws `invalid-config` for what it would refuse.
 */
export function checkTypes(node: Node): void {
  typeOf(node, new Set(["event", "async"]));
}

function literalType(value: unknown): Type {
  if (value === null) return "null";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "double";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "any";
}

function requireType(found: Type, allowed: readonly Type[], where: string): void {
  if (found !== "any" && !allowed.includes(found)) {
    refuse(`${where} takes ${allowed.join(" or ")}, not ${found}; only values of events are converted.`);
  }
}

function typeOf(node: Node, names: ReadonlySet<string>): Type {
  const of = (child: Node): Type => typeOf(child, names);
  switch (node.op) {
    case "value":
      return literalType(node.args);
    case "id":
      if (!names.has(node.args)) refuse(`"${node.args}" is not known in expressions; use event or async.`);
      return "any";
    case ".":
    case ".?":
      of(node.args[0]);
      return "any";
    case "list":
      for (const item of node.args) of(item);
      return "list";
    case "map":
      for (const part of node.args.flat()) of(part);
      return "map";
    case "?:": {
      const [condition, whenTrue, whenFalse] = node.args.map(of) as [Type, Type, Type];
      requireType(condition, truths, "The condition of ?:");
      if (whenTrue === "any" || whenFalse === "any") return "any";
      if (whenTrue !== whenFalse) refuse(`Both sides of ?: must have one type, not ${whenTrue} and ${whenFalse}.`);
      return whenTrue;
    }
    case "!_":
      requireType(of(node.args), truths, "!");
      return "bool";
    case "-_":
      requireType(of(node.args), numbers, "-");
      return "any";
    case "call":
      return typeOfCall(node.args[0], undefined, node.args[1], names);
    case "rcall":
      return typeOfCall(node.args[0], node.args[1], node.args[2], names);
    default:
      return typeOfBinary(node.op, node.args[0], node.args[1], names);
  }
}

function typeOfBinary(operator: string, left: Node, right: Node, names: ReadonlySet<string>): Type {
  const first = typeOf(left, names);
  const second = typeOf(right, names);
  switch (operator) {
    case "&&":
    case "||":
      requireType(first, truths, operator);
      requireType(second, truths, operator);
      return "bool";
    case "-":
    case "*":
    case "/":
    case "%":
      requireType(first, numbers, operator);
      requireType(second, numbers, operator);
      if (first !== "any" && second !== "any" && first !== second) {
        refuse(`${operator} takes two numbers of one type, not ${first} and ${second}.`);
      }
      return first === "any" ? second : first;
    case "in":
      requireType(second, ["list", "map"], "in");
      return "bool";
    case "+":
    case "[]":
    case "[?]":
      return "any";
    default:
      return "bool";
  }
}

function typeOfCall(
  name: string,
  receiver: Node | undefined,
  parameters: readonly Node[],
  names: ReadonlySet<string>,
): Type {
  const isMacro = receiver !== undefined && macros.includes(name);
  if (receiver && !isMacro && !onlyOnValues.includes(name) && !onBoth.includes(name)) {
    refuse(`"${name}" is not known on a value; write ${name}(…).`);
  }
  if (!receiver && onlyOnValues.includes(name)) refuse(`"${name}" is called on a value: text.${name}(…).`);
  const [variable] = parameters;
  const scope = isMacro && variable?.op === "id" ? new Set([...names, variable.args]) : names;
  const [first] = [...(receiver ? [receiver] : []), ...parameters].map((value) => typeOf(value, scope));
  const allowed = parameterTypes[name];
  if (allowed && first !== undefined) requireType(first, allowed, `${name}()`);
  return results[name] ?? "any";
}
