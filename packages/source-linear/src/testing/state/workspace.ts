import { defaultFields } from "./defaults.ts";
import type { FakeFields, FakeRecord, FakeType } from "./records.ts";
import { removeWithParts } from "./remove.ts";
import type { FakeStore } from "./store.ts";

/** Changes what the fake holds, as people at work in Linear would. */
export interface FakeWorkspace {
  /** Makes a record; fields not given have a plain value. Returns it with its id. */
  create(type: FakeType, fields?: FakeFields): FakeRecord;
  /** Changes a record and, unless told otherwise, its `updatedAt`. Throws when there is none. */
  update(type: FakeType, id: string, fields: FakeFields, options?: { readonly touch?: boolean }): FakeRecord;
  /** Puts a record into the bin; without `touch`, `updatedAt` stays, as some say Linear's does. */
  trash(type: FakeType, id: string, options?: { readonly touch?: boolean }): void;
  /** Archives a record; `updatedAt` stays. */
  archive(type: FakeType, id: string): void;
  /** Removes a record for good, and with it what belongs to it. */
  remove(type: FakeType, id: string): void;
}

/** Makes the changes on a store, at the times of a clock. */
export function createWorkspace(store: FakeStore, now: () => number): FakeWorkspace {
  let made = 0;
  const time = () => new Date(now()).toISOString();
  const existing = (type: FakeType, id: string) => {
    const record = store.get(type, id);
    if (record === undefined) throw new Error(`The fake holds no ${type} ${id}.`);
    return record;
  };
  const nextId = () => {
    made += 1;
    const digits = made.toString(16).padStart(12, "0");
    // As a version 4 UUID is written, spread so that ids do not sort by age.
    return `${((made * 2_654_435_761) >>> 0).toString(16).padStart(8, "0")}-0000-4000-8000-${digits}`;
  };

  function create(type: FakeType, fields: FakeFields = {}): FakeRecord {
    const id = typeof fields.id === "string" ? fields.id : nextId();
    const at = time();
    const given = { ...defaultFields(type, id, fields), ...fields };
    if (type === "Document" && given.documentContentId === undefined) {
      const content = create("DocumentContent", { documentId: id });
      return create(type, { ...fields, id, documentContentId: content.id });
    }
    const record: FakeRecord = { createdAt: at, updatedAt: at, archivedAt: null, ...given, id };
    store.put(type, record);
    return record;
  }

  function update(type: FakeType, id: string, fields: FakeFields, { touch = true } = {}): FakeRecord {
    const record: FakeRecord = { ...existing(type, id), ...fields, ...(touch && { updatedAt: time() }), id };
    store.put(type, record);
    return record;
  }

  return {
    create,
    update,
    trash: (type, id, options) => void update(type, id, { trashed: true, archivedAt: time() }, options),
    archive: (type, id) => void update(type, id, { archivedAt: time() }, { touch: false }),
    remove(type, id) {
      existing(type, id);
      removeWithParts(store, type, id);
    },
  };
}
