import { EmbeddedInngestError } from "../errors.ts";
import { isRecord } from "../json.ts";
import type { Node } from "./ast.ts";
import { functionNamed } from "./functions.ts";
import { add, compareValues, isEqual, isTruthy, memberOf, textOf } from "./values.ts";
import { isWhole } from "./whole.ts";

/** Variables by name, the `event` and `async` of an expression and those a macro binds. */
export type Scope = Readonly<Record<string, unknown>>;

/** A compiled expression; evaluating never throws. `now` is what `now()` answers, in milliseconds. */
export type Evaluate = (scope: Scope, now: number) => unknown;

const macros = ["exists", "all", "exists_one", "filter", "map"] as const;
type MacroName = (typeof macros)[number];

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? Number.NaN : left / right),
  "%": (left, right) => (right === 0 ? Number.NaN : left % right),
};

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** Turns a parsed expression into a function. Throws for functions the engine does not know. */
export function compileNode(node: Node): Evaluate {
  switch (node.op) {
    case "value":
      return constant(node.args);
    case "id":
      return (scope) => (Object.hasOwn(scope, node.args) ? scope[node.args] : null);
    case ".":
    case ".?":
      return member(compileNode(node.args[0]), constant(node.args[1]));
    case "[]":
    case "[?]":
      return member(compileNode(node.args[0]), compileNode(node.args[1]));
    case "list": {
      const items = node.args.map(compileNode);
      return (scope, now) => items.map((item) => item(scope, now));
    }
    case "map": {
      const entries = node.args.map(([key, value]) => [compileNode(key), compileNode(value)] as const);
      return (scope, now) =>
        Object.fromEntries(entries.map(([key, value]) => [textOf(key(scope, now)), value(scope, now)]));
    }
    case "?:": {
      const [condition, whenTrue, whenFalse] = node.args.map(compileNode) as [Evaluate, Evaluate, Evaluate];
      return (scope, now) => (isTruthy(condition(scope, now)) ? whenTrue(scope, now) : whenFalse(scope, now));
    }
    case "!_": {
      const operand = compileNode(node.args);
      return (scope, now) => {
        const value = operand(scope, now);
        return typeof value === "boolean" ? !value : null;
      };
    }
    case "-_": {
      const operand = compileNode(node.args);
      return (scope, now) => {
        const value = operand(scope, now);
        return typeof value === "number" ? -value : null;
      };
    }
    case "call":
      return compileCall(node.args[0], node.args[1]);
    case "rcall":
      return compileReceiverCall(node.args[0], node.args[1], node.args[2]);
    default: {
      const [left, right] = node.args;
      return compileBinary(node.op, compileNode(left), compileNode(right), isWhole(left), isWhole(right));
    }
  }
}

function constant(literal: unknown): Evaluate {
  // The parser reads whole numbers as bigint (or a wrapper for `3u`); event data has only JSON numbers.
  const value = typeof literal === "bigint" ? Number(literal) : isRecord(literal) ? Number(literal.valueOf()) : literal;
  return () => value;
}

function member(target: Evaluate, key: Evaluate): Evaluate {
  return (scope, now) => memberOf(target(scope, now), key(scope, now));
}

/**
 * Arithmetic takes two numbers of a kind, and those of events are fractional ones whatever their value: with a whole
 * number of the expression `-` has no result and `+` joins texts. `event.data.n + 1.0` is a sum.
 */
function compileBinary(
  operator: string,
  left: Evaluate,
  right: Evaluate,
  leftIsWhole: boolean,
  rightIsWhole: boolean,
): Evaluate {
  const isMixed = leftIsWhole !== rightIsWhole;
  const order = orders[operator];
  if (order) {
    return (scope, now) => {
      const result = compareValues(left(scope, now), right(scope, now));
      return result !== undefined && order(result);
    };
  }
  const calculate = arithmetic[operator];
  if (calculate) {
    return (scope, now) => {
      const first = left(scope, now);
      const second = right(scope, now);
      if (typeof first !== "number" || typeof second !== "number" || isMixed) return null;
      const result = calculate(first, second);
      if (!Number.isFinite(result)) return null;
      return leftIsWhole ? Math.trunc(result) : result;
    };
  }
  switch (operator) {
    case "==":
      return (scope, now) => isEqual(left(scope, now), right(scope, now));
    case "!=":
      return (scope, now) => !isEqual(left(scope, now), right(scope, now));
    case "+":
      return (scope, now) => {
        const first = left(scope, now);
        const second = right(scope, now);
        const areNumbers = typeof first === "number" && typeof second === "number";
        return isMixed && areNumbers ? textOf(first) + textOf(second) : add(first, second);
      };
    case "&&":
      return (scope, now) => {
        const first = left(scope, now);
        return isTruthy(first) ? right(scope, now) : first;
      };
    case "||":
      return (scope, now) => {
        const first = left(scope, now);
        return isTruthy(first) ? first : right(scope, now);
      };
    case "in":
      return (scope, now) => {
        const needle = left(scope, now);
        const container = right(scope, now);
        if (Array.isArray(container)) return container.some((value) => isEqual(value, needle));
        return isRecord(container) && typeof needle === "string" && Object.hasOwn(container, needle);
      };
    default:
      throw new EmbeddedInngestError("invalid-config", `The operator "${operator}" is not supported in expressions.`);
  }
}

function unknownFunction(name: string): EmbeddedInngestError {
  return new EmbeddedInngestError("invalid-config", `The function "${name}" is not known in expressions.`);
}

function compileCall(name: string, parameters: readonly Node[]): Evaluate {
  if (name === "has") return compileHas(parameters);
  const implementation = functionNamed(name);
  if (!implementation) throw unknownFunction(name);
  const values = parameters.map(compileNode);
  return (scope, now) =>
    implementation(
      values.map((value) => value(scope, now)),
      now,
    );
}

function compileHas(parameters: readonly Node[]): Evaluate {
  const [path] = parameters;
  if (path?.op !== ".") {
    throw new EmbeddedInngestError("invalid-config", "has() takes one member path, such as has(event.data.id).");
  }
  const target = compileNode(path.args[0]);
  const key = path.args[1];
  return (scope, now) => {
    const value = target(scope, now);
    // The service finds no value, rather than false: with a missing field !has(…) does not hold either.
    return isRecord(value) && Object.hasOwn(value, key) ? true : null;
  };
}

function compileReceiverCall(name: string, receiver: Node, parameters: readonly Node[]): Evaluate {
  const macro = macros.find((candidate) => candidate === name);
  if (macro) return compileMacro(macro, compileNode(receiver), parameters);
  return compileCall(name, [receiver, ...parameters]);
}

function compileMacro(macro: MacroName, receiver: Evaluate, parameters: readonly Node[]): Evaluate {
  const [variable, body] = parameters;
  if (variable?.op !== "id" || !body || parameters.length !== 2) {
    throw new EmbeddedInngestError("invalid-config", `${macro}() takes a variable and an expression.`);
  }
  const name = variable.args;
  const evaluate = compileNode(body);
  return (scope, now) => {
    const target = receiver(scope, now);
    if (!Array.isArray(target) && !isRecord(target)) return false;
    const items: readonly unknown[] = Array.isArray(target) ? target : Object.keys(target);
    const bodyOf = (item: unknown): unknown => evaluate({ ...scope, [name]: item }, now);
    switch (macro) {
      case "exists":
        return items.some((item) => isTruthy(bodyOf(item)));
      case "all":
        return items.every((item) => isTruthy(bodyOf(item)));
      case "exists_one":
        return items.filter((item) => isTruthy(bodyOf(item))).length === 1;
      case "filter":
        return items.filter((item) => isTruthy(bodyOf(item)));
      case "map":
        return items.map(bodyOf);
    }
  };
}
