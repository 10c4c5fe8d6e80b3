import { isRecord } from "../json.ts";
import { childrenOf, type Node } from "./ast.ts";
import { memberOf } from "./values.ts";

type Path = readonly (string | number)[];

/** The static path of a member chain such as `async.data.items[0].id`, root first; undefined when it has a computed part. */
export function pathOf(node: Node): Path | undefined {
  if (node.op === "id") return [node.args];
  if (node.op === ".") {
    const parent = pathOf(node.args[0]);
    return parent && [...parent, node.args[1]];
  }
  if (node.op !== "[]" || node.args[1].op !== "value") return undefined;
  const parent = pathOf(node.args[0]);
  const key = node.args[1].args;
  if (!parent) return undefined;
  if (typeof key === "string") return [...parent, key];
  return typeof key === "bigint" ? [...parent, Number(key)] : undefined;
}

/** The value at a path below `target`. */
export function valueAt(target: unknown, path: Path): unknown {
  return path.reduce(memberOf, target);
}

function collectPaths(node: Node, root: string, found: Path[]): void {
  const path = pathOf(node);
  if (path && path[0] === root) {
    found.push(path.slice(1));
    return;
  }
  for (const child of childrenOf(node)) collectPaths(child, root, found);
}

/**
 * The parts of `event` an expression reads, so that a wait can be kept without the whole event.
 * An expression that reads the event as a whole, or an element of a list, keeps what it needs entire.
 */
export function bindEvent(node: Node, event: unknown): unknown {
  const found: Path[] = [];
  collectPaths(node, "event", found);
  let bound: Record<string, unknown> = {};
  for (const path of found) {
    const named = path.findIndex((key) => typeof key === "number");
    const keys = (named === -1 ? path : path.slice(0, named)) as readonly string[];
    if (keys.length === 0) return event;
    const parent = valueAt(event, keys.slice(0, -1));
    const last = keys.at(-1) ?? "";
    // has() must see absence: only what is there is kept.
    if (isRecord(parent) && Object.hasOwn(parent, last)) bound = assign(bound, keys, parent[last]);
  }
  return bound;
}

function assign(target: Record<string, unknown>, keys: readonly string[], value: unknown): Record<string, unknown> {
  const [key, ...rest] = keys;
  if (key === undefined) return target;
  const current = Object.hasOwn(target, key) ? target[key] : undefined;
  if (rest.length === 0) return { ...target, [key]: value };
  return { ...target, [key]: assign(isRecord(current) ? current : {}, rest, value) };
}

/** An equality every match must satisfy: the incoming event's value at `path` has this key. */
export interface EqualityKey {
  readonly path: string;
  readonly value: string;
}

/** A key under which equal values meet; undefined for lists and objects, which are not indexed. */
export function equalityValue(value: unknown): string | undefined {
  const known = value ?? null;
  return typeof known === "object" && known !== null ? undefined : `${typeof known}:${String(known)}`;
}

/**
 * Finds a conjunct `async.<path> == <something without async>` at the top of the expression, by which a wait can be
 * looked up instead of evaluated against every event. `evaluate` gives the value of the other side.
 */
export function equalityKey(node: Node, evaluate: (node: Node) => unknown): EqualityKey | undefined {
  if (node.op === "&&") return equalityKey(node.args[0], evaluate) ?? equalityKey(node.args[1], evaluate);
  if (node.op !== "==") return undefined;
  const [left, right] = node.args;
  return equalityOf(left, right, evaluate) ?? equalityOf(right, left, evaluate);
}

function equalityOf(side: Node, other: Node, evaluate: (node: Node) => unknown): EqualityKey | undefined {
  const path = pathOf(side);
  if (path?.[0] !== "async" || path.length < 2 || mentions(other, "async")) return undefined;
  const value = equalityValue(evaluate(other));
  return value === undefined ? undefined : { path: JSON.stringify(path.slice(1)), value };
}

function mentions(node: Node, name: string): boolean {
  return (node.op === "id" && node.args === name) || childrenOf(node).some((child) => mentions(child, name));
}
