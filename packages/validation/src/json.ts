import { z } from "zod";

/** Any value JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Deepest nesting a JSON value may have here: deeper ones parse, but break whoever walks them by recursion later. */
const MAX_DEPTH = 100;

/** Any value JSON can carry, nested at most 100 deep: what cursors, locators and metadata are made of. */
export const jsonValueSchema = z
  .unknown()
  .refine((value) => isJsonValue(value, MAX_DEPTH), "must be JSON, nested at most 100 deep") as z.ZodType<JsonValue>;

function isJsonValue(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return value.every((entry) => isJsonValue(entry, depth - 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((entry) => isJsonValue(entry, depth - 1));
}
