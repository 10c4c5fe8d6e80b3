import type { FakeType } from "./records.ts";
import { relatedRecords } from "./related.ts";
import type { FakeStore } from "./store.ts";

/** What a complete index of the fake must hold. */
export interface FakeCensus {
  /** Everything that has a document of its own and is not in the bin: how many of each nested thing it has, by id. */
  readonly documents: ReadonlyMap<string, FakeCensusEntry>;
  /** Ids of what is in the bin. */
  readonly trashed: readonly string[];
}

/** One thing with a document of its own. */
export interface FakeCensusEntry {
  readonly type: FakeType;
  readonly comments: readonly string[];
  readonly attachments: readonly string[];
  /** Texts an index of it must hold, each once: those of its comments. */
  readonly texts: readonly string[];
}

const documentTypes: readonly FakeType[] = [
  "Issue",
  "Project",
  "ProjectUpdate",
  "Initiative",
  "InitiativeUpdate",
  "Document",
];

/** Counts everything a store holds. */
export function takeCensus(store: FakeStore): FakeCensus {
  const documents = new Map<string, FakeCensusEntry>();
  const trashed: string[] = [];
  for (const type of documentTypes) {
    for (const record of store.all(type)) {
      if (record.trashed === true) {
        trashed.push(record.id);
        continue;
      }
      const related = (field: string) => relatedRecords(store, type, record, field) ?? [];
      documents.set(record.id, {
        type,
        comments: related("comments").map(({ id }) => id),
        attachments: related("attachments").map(({ id }) => id),
        texts: related("comments").map(({ body }) => String(body)),
      });
    }
  }
  return { documents, trashed: trashed.sort() };
}
