import { compileExpression } from "../cel/expression.ts";
import { parseDuration, parseUntil } from "../duration.ts";
import { messageOf } from "../errors.ts";
import { isRecord } from "../json.ts";

/** Reads one option object of a function's configuration and collects every problem with its path. */
export interface Reader {
  readonly value: Record<string, unknown>;
  /** Notes a problem with this option; the text follows the option's path. */
  problem(key: string, text: string): void;
  text(key: string): string | undefined;
  integer(key: string, lowest: number, highest: number): number | undefined;
  /** A duration in milliseconds, between two bounds. */
  duration(key: string, lowestMs: number, highestMs: number): number | undefined;
  /** A duration or a date, kept as written. */
  until(key: string): string | undefined;
  /** An expression that compiles. */
  expression(key: string): string | undefined;
  /** Reports every key outside the list. */
  only(keys: readonly string[]): void;
  child(key: string): Reader | undefined;
  /** The elements of a list of objects; a single object counts as a list of one. */
  children(key: string): Reader[];
}

/** Makes a reader over `value`, which stands at `path`; problems go to `problems`. */
export function createReader(value: Record<string, unknown>, path: string, problems: string[]): Reader {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const problem = (key: string, text: string): void => void problems.push(`${at(key)} ${text}`);

  function text(key: string): string | undefined {
    const found = value[key];
    if (found === undefined || found === null) return undefined;
    if (typeof found === "string" && found !== "") return found;
    problem(key, "must be a text that is not empty");
    return undefined;
  }

  return {
    value,
    problem,
    text,
    integer(key, lowest, highest) {
      const found = value[key];
      if (found === undefined || found === null) return undefined;
      if (typeof found === "number" && Number.isInteger(found) && found >= lowest && found <= highest) return found;
      problem(key, `must be a whole number from ${lowest} to ${highest}, not ${JSON.stringify(found)}`);
      return undefined;
    },
    duration(key, lowestMs, highestMs) {
      const source = text(key);
      if (source === undefined) return undefined;
      const duration = parseDuration(source);
      if (duration === undefined) {
        problem(key, `must be a duration such as "30s" or "1h", not "${source}"`);
        return undefined;
      }
      if (duration >= lowestMs && duration <= highestMs) return duration;
      problem(key, `must be between ${lowestMs / 1000} s and ${highestMs / 1000} s, not "${source}"`);
      return undefined;
    },
    until(key) {
      const source = text(key);
      if (source === undefined || parseUntil(source, 0) !== undefined) return source;
      problem(key, `must be a duration or an ISO date, not "${source}"`);
      return undefined;
    },
    expression(key) {
      const source = text(key);
      if (source === undefined) return undefined;
      try {
        return compileExpression(source).source;
      } catch (error) {
        problem(key, `is no valid expression: ${messageOf(error)}`);
        return undefined;
      }
    },
    only(keys) {
      for (const key of Object.keys(value)) {
        if (!keys.includes(key)) problem(key, "is not supported by the embedded engine");
      }
    },
    child(key) {
      const found = value[key];
      if (found === undefined || found === null) return undefined;
      if (isRecord(found)) return createReader(found, at(key), problems);
      problem(key, "must be an object");
      return undefined;
    },
    children(key) {
      const found = value[key];
      if (found === undefined || found === null) return [];
      const list = Array.isArray(found) ? found : [found];
      return list.flatMap((element: unknown, index) => {
        if (isRecord(element)) return [createReader(element, `${at(key)}[${index}]`, problems)];
        problem(`${key}[${index}]`, "must be an object");
        return [];
      });
    },
  };
}
