import { isRecord } from "../json.ts";

/** Whether a value counts as true in `&&`, `||`, `!` and `?:`, where any type may stand. */
export function isTruthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== "";
}

/** Equality without type errors: values of different types are unequal, a missing one equals null. */
export function isEqual(left: unknown, right: unknown): boolean {
  const first = left ?? null;
  const second = right ?? null;
  if (first === second) return true;
  if (Array.isArray(first) && Array.isArray(second)) {
    return first.length === second.length && first.every((value, index) => isEqual(value, second[index]));
  }
  if (isRecord(first) && isRecord(second)) {
    const keys = Object.keys(first);
    return (
      keys.length === Object.keys(second).length &&
      keys.every((key) => Object.hasOwn(second, key) && isEqual(first[key], second[key]))
    );
  }
  return false;
}

/** Order of two values, or undefined when their types have none; a missing value is less than any other. */
export function compareValues(left: unknown, right: unknown): number | undefined {
  const first = left ?? null;
  const second = right ?? null;
  if (first === null || second === null) return Number(first !== null) - Number(second !== null);
  const comparable =
    typeof first === typeof second &&
    (typeof first === "number" || typeof first === "string" || typeof first === "boolean");
  if (!comparable) return undefined;
  return first < second ? -1 : Number(first > second);
}

/** The text of a value inside a concatenation or a key; a missing value is the empty text. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Adds: numbers are summed (a missing one is none), a text with anything is joined, lists are chained, anything else is null. */
export function add(left: unknown, right: unknown): unknown {
  if (typeof left === "number" && (right ?? null) === null) return left;
  if (typeof right === "number" && (left ?? null) === null) return right;
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (typeof left === "string" || typeof right === "string") return textOf(left) + textOf(right);
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  return null;
}

/** An own member of an object or an element of a list; anything absent is null, never an error. */
export function memberOf(target: unknown, key: unknown): unknown {
  if (Array.isArray(target)) return typeof key === "number" ? (target[key] ?? null) : null;
  if (!isRecord(target) || (typeof key !== "string" && typeof key !== "number")) return null;
  return Object.hasOwn(target, String(key)) ? target[String(key)] : null;
}
