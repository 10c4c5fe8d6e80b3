import { refuse } from "./fake-error.ts";
import type { FakeMetadata } from "./fake-record.ts";

/** Whether a record's metadata matches. */
export type FakePredicate = (metadata: FakeMetadata) => boolean;

type Value = string | number | boolean;

/**
 * The predicate a filter stands for: `$eq $ne $gt $gte $lt $lte $in $nin $exists $and $or`, a bare value for `$eq`, a
 * condition on a list true of any of its values. Throws a 400 for anything else, as the API does.
 */
export function compileFilter(filter: unknown, valuesPerCondition: number): FakePredicate {
  if (!isObject(filter) || Object.keys(filter).length === 0) throw refuse("filter must be a non-empty object");
  const parts = Object.entries(filter).map(([key, condition]): FakePredicate => {
    if (key !== "$and" && key !== "$or") return compileField(key, condition, valuesPerCondition);
    if (!Array.isArray(condition) || condition.length === 0) throw refuse(`${key} needs a non-empty list of filters`);
    const inner = condition.map((each) => compileFilter(each, valuesPerCondition));
    return key === "$and"
      ? (metadata) => inner.every((matches) => matches(metadata))
      : (metadata) => inner.some((matches) => matches(metadata));
  });
  return (metadata) => parts.every((matches) => matches(metadata));
}

function compileField(field: string, condition: unknown, valuesPerCondition: number): FakePredicate {
  if (field.startsWith("$")) throw refuse(`${field} is not a supported operator at the top of a filter`);
  if (isValue(condition)) return (metadata) => valuesOf(metadata, field).includes(condition);
  if (!isObject(condition)) throw refuse(`the condition on ${field} must be a value or an object`);
  const parts = Object.entries(condition).map(([operator, operand]) =>
    compileOperator(field, operator, operand, valuesPerCondition),
  );
  if (parts.length === 0) throw refuse(`the condition on ${field} is empty`);
  return (metadata) => parts.every((matches) => matches(metadata));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  $gt: (value, bound) => value > bound,
  $gte: (value, bound) => value >= bound,
  $lt: (value, bound) => value < bound,
  $lte: (value, bound) => value <= bound,
};

function compileOperator(field: string, operator: string, operand: unknown, valuesPerCondition: number): FakePredicate {
  const compare = comparisons[operator];
  if (compare !== undefined) {
    if (typeof operand !== "number") throw refuse(`the ${operator} operator of ${field} needs a number`);
    return (metadata) => {
      const value = metadata[field];
      return typeof value === "number" && compare(value, operand);
    };
  }
  if (operator === "$eq" || operator === "$ne") {
    if (!isValue(operand)) throw refuse(`the ${operator} operator of ${field} needs a string, number or boolean`);
    return (metadata) => valuesOf(metadata, field).includes(operand) === (operator === "$eq");
  }
  if (operator === "$in" || operator === "$nin") {
    if (!Array.isArray(operand) || operand.length === 0 || !operand.every(isValue)) {
      throw refuse(`the ${operator} operator of ${field} needs a non-empty list of values`);
    }
    if (operand.length > valuesPerCondition) {
      throw refuse(`the ${operator} operator of ${field} takes at most ${valuesPerCondition} values`);
    }
    const wanted = new Set<Value>(operand);
    return (metadata) => valuesOf(metadata, field).some((value) => wanted.has(value)) === (operator === "$in");
  }
  if (operator === "$exists") {
    if (typeof operand !== "boolean") throw refuse(`the $exists operator of ${field} needs a boolean`);
    return (metadata) => Object.hasOwn(metadata, field) === operand;
  }
  throw refuse(`${operator} is not a supported operator`);
}

function valuesOf(metadata: FakeMetadata, field: string): readonly Value[] {
  const value = Object.hasOwn(metadata, field) ? metadata[field] : undefined;
  if (value === undefined) return [];
  return typeof value === "object" ? value : [value];
}

function isValue(value: unknown): value is Value {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
