import { type Node, parseExpression } from "./ast.ts";
import { bindEvent, type EqualityKey, equalityKey } from "./bindings.ts";
import { checkTypes } from "./check.ts";
import { compileNode, type Evaluate, type Scope } from "./evaluator.ts";

/** An expression of a trigger, a key or a wait, parsed and compiled once. */
export interface Expression {
  readonly source: string;
  evaluate(scope: Scope, now: number): unknown;
  /** The parts of the triggering event this expression reads. */
  bind(event: unknown): unknown;
  /** The equality by which a wait with these bindings can be looked up, where there is one. */
  lookup(boundEvent: unknown, now: number): EqualityKey | undefined;
}

const cacheSize = 1000;
const cache = new Map<string, Expression>();

/** Parses and compiles an expression, or takes it from the cache. Throws `invalid-config` with the reason. */
export function compileExpression(source: string): Expression {
  const known = cache.get(source);
  if (known) return known;
  const node = parseExpression(source);
  const evaluate = compileNode(node);
  checkTypes(node);
  const expression: Expression = {
    source,
    evaluate,
    bind: (event) => bindEvent(node, event),
    lookup: (event, now) => equalityKey(node, (side) => evaluateSide(side, event, now)),
  };
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value ?? "");
  cache.set(source, expression);
  return expression;
}

function evaluateSide(side: Node, event: unknown, now: number): unknown {
  const evaluate: Evaluate = compileNode(side);
  return evaluate({ event }, now);
}
