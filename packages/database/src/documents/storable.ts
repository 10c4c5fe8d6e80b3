import { DOCUMENT_ID_MAX_LENGTH, type Problem } from "@tributary/validation";
import { isStorable, toStorable } from "../storable-text.ts";
import type { FailedDocument, SkippedDocument, StorableDocument } from "./types.ts";

/** What a batch comes to once everything the database cannot hold is sorted out: one bad document costs one document. */
export interface SortedBatch {
  readonly documents: StorableDocument[];
  readonly skipped: SkippedDocument[];
  readonly failed: FailedDocument[];
  readonly rejected: { readonly id: string; readonly problem: Problem }[];
}

/** Sorts a batch; of an id given twice the last one counts, a document before a skip before a failure. */
export function sortBatch(input: {
  readonly documents: readonly StorableDocument[];
  readonly skipped: readonly SkippedDocument[];
  readonly failed: readonly FailedDocument[];
}): SortedBatch {
  const documents = new Map<string, StorableDocument>();
  const skipped = new Map<string, SkippedDocument>();
  const failed = new Map<string, FailedDocument>();
  const rejected = new Map<string, Problem>();

  for (const document of input.documents) {
    const fault = faultOf(document);
    if (!fault) documents.set(document.id, document);
    else {
      const problem = { code: "constraint", message: fault };
      rejected.set(document.id, problem);
      failed.set(document.id, toFailed(document, problem));
    }
  }
  for (const entry of input.skipped) skipped.set(entry.id, { ...entry, message: toStorable(entry.message) });
  for (const entry of input.failed) {
    const { code, message } = entry.problem;
    failed.set(entry.id, { ...entry, problem: { code: toStorable(code), message: toStorable(message) } });
  }
  for (const { id, type, version, reference } of [...skipped.values(), ...failed.values()]) {
    // Without its own id and reference it cannot even be recorded.
    if (id.length <= DOCUMENT_ID_MAX_LENGTH && isStorable([id, type, version, reference])) continue;
    skipped.delete(id);
    failed.delete(id);
    rejected.set(id, { code: "constraint", message: unstorable });
  }
  for (const id of documents.keys()) {
    skipped.delete(id);
    failed.delete(id);
  }
  for (const id of skipped.keys()) failed.delete(id);
  return {
    documents: [...documents.values()],
    skipped: [...skipped.values()],
    failed: [...failed.values()],
    rejected: [...rejected].map(([id, problem]) => ({ id, problem })),
  };
}

/** The same document as one that failed. */
export function toFailed(document: StorableDocument, problem: Problem): FailedDocument {
  const { id, type, version, reference } = document;
  return { id, type, version, reference, problem };
}

const unstorable =
  `It holds U+0000, half of a surrogate pair or over 100 levels of nesting, or its id is longer than ` +
  `${DOCUMENT_ID_MAX_LENGTH} characters: a database cannot store that.`;

function faultOf(document: StorableDocument): string | undefined {
  if (document.id.length > DOCUMENT_ID_MAX_LENGTH || !isStorable(document)) return unstorable;
  const times = [document.createdAt, document.updatedAt].filter((time) => time !== undefined);
  // PostgreSQL has no year 0, and JavaScript's own range ends where PostgreSQL's goes on.
  const wrong = times.find((time) => !(Date.parse(time) > Date.parse("0001-01-01T00:00:00Z")));
  return wrong === undefined ? undefined : `Its time ${wrong} is not one a database can store.`;
}
