import { compileExpression } from "../cel/expression.ts";
import type { FunctionConfig } from "./config.ts";

/** Finds which functions an event starts. */
export interface TriggerIndex {
  add(config: FunctionConfig): void;
  /** True when some function might be started by an event of this name. */
  listens(name: string): boolean;
  /** The slugs of the functions whose triggers match, each once. `event` is called only when an expression needs it. */
  match(name: string, event: () => unknown, now: number): string[];
}

interface Entry {
  readonly slug: string;
  readonly expression: string | undefined;
}

/** `app/user.created` is matched by itself, by `app/*` and by `app/user.*`. */
function patternsOf(name: string): string[] {
  const patterns = [name];
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] === "/" || name[index] === ".") patterns.push(`${name.slice(0, index + 1)}*`);
  }
  return patterns;
}

/** Makes an empty index. */
export function createTriggerIndex(): TriggerIndex {
  const entries = new Map<string, Entry[]>();
  const entriesFor = (name: string): Entry[] => patternsOf(name).flatMap((pattern) => entries.get(pattern) ?? []);
  return {
    add({ slug, triggers }) {
      for (const trigger of triggers) {
        if (trigger.kind !== "event") continue;
        const list = entries.get(trigger.pattern) ?? [];
        list.push({ slug, expression: trigger.expression });
        entries.set(trigger.pattern, list);
      }
    },
    listens: (name) => entriesFor(name).length > 0,
    match(name, event, now) {
      const matched = new Set<string>();
      for (const { slug, expression } of entriesFor(name)) {
        if (matched.has(slug)) continue;
        const holds =
          expression === undefined || compileExpression(expression).evaluate({ event: event() }, now) === true;
        if (holds) matched.add(slug);
      }
      return [...matched].sort();
    },
  };
}
