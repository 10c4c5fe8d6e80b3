import type { FakeRecord, FakeValue } from "../state/records.ts";
import { namedRecord, relatedRecords } from "../state/related.ts";
import type { FakeStore } from "../state/store.ts";
import { FakeGap, invalidInput } from "./refusal.ts";

/** A filter as a query passes it. */
export type Filter = Readonly<Record<string, unknown>>;

const comparators: Readonly<Record<string, (value: FakeValue, wanted: unknown) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  neq: (value, wanted) => value !== wanted,
  in: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  nin: (value, wanted) => Array.isArray(wanted) && !wanted.includes(value),
  null: (value, wanted) => (value === null) === wanted,
  gt: (value, wanted) => compare(value, wanted) > 0,
  gte: (value, wanted) => compare(value, wanted) >= 0,
  lt: (value, wanted) => compare(value, wanted) < 0,
  lte: (value, wanted) => compare(value, wanted) <= 0,
  contains: (value, wanted) => typeof value === "string" && value.includes(String(wanted)),
  startsWith: (value, wanted) => typeof value === "string" && value.startsWith(String(wanted)),
};

/** Whether a record passes a filter. Throws for filters the fake does not know: none is passed over in silence. */
export function passes(store: FakeStore, type: string, record: FakeRecord, filter: Filter): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    if (wanted === null || wanted === undefined) return true;
    if (field === "and") return lists(wanted).every((inner) => passes(store, type, record, inner));
    if (field === "or") return lists(wanted).some((inner) => passes(store, type, record, inner));
    if (typeof wanted !== "object") throw new FakeGap(`The fake cannot filter ${type} by ${field}.`);
    return passesField(store, type, record, field, wanted as Filter);
  });
}

function passesField(store: FakeStore, type: string, record: FakeRecord, field: string, wanted: Filter): boolean {
  const related = relatedRecords(store, type, record, field);
  if (related !== undefined) {
    const [[how, inner] = []] = Object.entries(wanted);
    const itemType = field === "accessibleTeams" || field === "teams" ? "Team" : undefined;
    if (itemType === undefined || (how !== "some" && how !== "every")) {
      throw new FakeGap(`The fake cannot filter ${type} by ${field}.${how}.`);
    }
    return related[how]((item) => passes(store, itemType, item, inner as Filter));
  }
  const keys = Object.keys(wanted);
  if (record[field] !== undefined || keys.every((key) => key in comparators)) {
    const value = record[field] ?? null;
    return keys.every((key) => {
      const comparator = comparators[key];
      if (comparator === undefined) throw new FakeGap(`The fake cannot compare ${type}.${field} by ${key}.`);
      return comparator(value, wanted[key]);
    });
  }
  const named = namedRecord(store, type, record, field);
  if (named === undefined) return false;
  return passes(store, named.type, named.record, wanted);
}

function compare(value: FakeValue, wanted: unknown): number {
  if (value === null) return Number.NaN;
  if (typeof value === "number") return value - Number(wanted);
  const time = Date.parse(String(wanted));
  if (Number.isNaN(time)) throw invalidInput(`Argument Validation Error: ${String(wanted)} is not a date.`);
  return Date.parse(String(value)) - time;
}

function lists(value: unknown): readonly Filter[] {
  return Array.isArray(value) ? (value as readonly Filter[]) : [value as Filter];
}
