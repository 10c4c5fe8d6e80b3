import { type FakeRecord, type FakeType, fakeTypes } from "./records.ts";

/** What lists are ordered by. */
export type FakeOrder = "createdAt" | "updatedAt";

/** Where a record stands in an order: by time, and by id among those of the same time. */
export function orderKey(record: FakeRecord, order: FakeOrder): string {
  return `${record[order]}_${record.id}`;
}

/** Sorts records, the newest first. */
export function newestFirst(records: readonly FakeRecord[], order: FakeOrder): readonly FakeRecord[] {
  return records
    .map((record) => ({ record, key: orderKey(record, order) }))
    .sort((one, other) => (one.key < other.key ? 1 : -1))
    .map(({ record }) => record);
}

/** Records by type and id, found by the records they name as well. */
export interface FakeStore {
  get(type: FakeType, id: string): FakeRecord | undefined;
  all(type: FakeType): readonly FakeRecord[];
  /** Records of a type, the newest first. */
  newest(type: FakeType, order: FakeOrder): readonly FakeRecord[];
  /** Records of a type whose field names an id. */
  naming(type: FakeType, field: string, id: string): readonly FakeRecord[];
  put(type: FakeType, record: FakeRecord): void;
  remove(type: FakeType, id: string): void;
}

/** Makes an empty store. */
export function createStore(): FakeStore {
  const records = new Map(fakeTypes.map((type) => [type, new Map<string, FakeRecord>()]));
  const index = new Map<string, Map<string, FakeRecord>>();
  const ordered = new Map<string, readonly FakeRecord[]>();
  const of = (type: FakeType) => records.get(type) ?? new Map<string, FakeRecord>();

  function forget(type: FakeType, id: string): void {
    ordered.clear();
    const known = of(type).get(id);
    if (known === undefined) return;
    for (const key of keysOf(type, known)) index.get(key)?.delete(id);
    of(type).delete(id);
  }

  return {
    get: (type, id) => of(type).get(id),
    all: (type) => [...of(type).values()],
    newest(type, order) {
      const known = ordered.get(`${type} ${order}`) ?? newestFirst([...of(type).values()], order);
      ordered.set(`${type} ${order}`, known);
      return known;
    },
    naming: (type, field, id) => [...(index.get(`${type}.${field}=${id}`)?.values() ?? [])],
    put(type, record) {
      forget(type, record.id);
      of(type).set(record.id, record);
      for (const key of keysOf(type, record)) {
        const bucket = index.get(key) ?? new Map<string, FakeRecord>();
        index.set(key, bucket.set(record.id, record));
      }
    },
    remove: forget,
  };
}

function keysOf(type: FakeType, record: FakeRecord): readonly string[] {
  return Object.entries(record).flatMap(([field, value]) =>
    field.endsWith("Id") && typeof value === "string" ? [`${type}.${field}=${value}`] : [],
  );
}
