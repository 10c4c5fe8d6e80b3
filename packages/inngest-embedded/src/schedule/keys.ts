import { createHash } from "node:crypto";
import { compileExpression } from "../cel/expression.ts";
import { textOf } from "../cel/values.ts";
import type { IncomingEvent } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { FunctionConfig } from "../registry/config.ts";
import type { QueueItem } from "../store/queue.ts";

/** The value of a key expression for an event; undefined when there is no expression. */
export function keyValue(expression: string | undefined, event: IncomingEvent, now: number): unknown {
  if (expression === undefined) return undefined;
  return compileExpression(expression).evaluate({ event: event.content }, now);
}

/** A short name for a function's bucket under a key expression. */
export function bucketKey(kind: string, slug: string, expression: string | undefined, value: unknown): string {
  if (expression === undefined) return `${kind}:${slug}`;
  const hash = createHash("sha1")
    .update(`${expression}\n${textOf(value)}`)
    .digest("hex");
  return `${kind}:${slug}:${hash}`;
}

/** The concurrency keys of a run, evaluated once on its first event: JSON from entry id to value. */
export function gateValues(config: FunctionConfig, event: IncomingEvent, now: number): string {
  const values: Record<string, string> = {};
  for (const { id, key } of config.concurrency) {
    if (key !== undefined) values[id] = textOf(keyValue(key, event, now));
  }
  return JSON.stringify(values);
}

/** The limits a queue item has to pass, by the function's present configuration. */
export function gatesOf(
  config: FunctionConfig | undefined,
  item: QueueItem,
): { readonly key: string; readonly limit: number }[] {
  const values = JSON.parse(item.gateValues) as Record<string, string>;
  return (config?.concurrency ?? []).map(({ id, limit, key }) => ({
    // A run older than a newly added key has no value for it: such runs share one.
    key: key === undefined ? id : `${id}=${values[id] ?? ""}`,
    limit,
  }));
}

/** How many milliseconds a run is put before others, by its function's priority expression. */
export function priorityMs(config: FunctionConfig, event: IncomingEvent, now: number): number {
  const value = keyValue(config.priority, event, now);
  if (typeof value !== "number" || !Number.isInteger(value)) return 0;
  return Math.min(Math.max(value, -limits.prioritySeconds), limits.prioritySeconds) * 1000;
}
