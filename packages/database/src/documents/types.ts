import type { Document, DocumentReference, Problem, SkipReason } from "@tributary/validation";
import type { DocumentStatus } from "../schema/tables.ts";

/** The documents of one source of one workspace. */
export interface SourceScope {
  readonly workspaceId: string;
  readonly sourceId: string;
}

/** What a listing has to know about a document that is held. */
export interface KnownDocument {
  readonly version: string;
  readonly status: DocumentStatus;
  /** Of the indexer that made it searchable; null before that. */
  readonly configHash: string | null;
}

/** A fetched document, ready to be stored. */
export type StorableDocument = Document & {
  readonly reference: DocumentReference;
  readonly contentHash: string;
};

/** A document that is deliberately not indexed. */
export interface SkippedDocument {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly reference: DocumentReference;
  readonly reason: SkipReason;
  readonly message: string;
}

/** A document that could not be fetched; it is tried again by the next sync. */
export interface FailedDocument {
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly reference: DocumentReference;
  readonly problem: Problem;
}

/** What storing a batch came to, as ids. */
export interface StoredDocuments {
  /** Never searchable before. */
  readonly added: string[];
  /** Searchable in an older version until they are indexed again. */
  readonly updated: string[];
  /** Were searchable and are skipped from now on: their vectors are to be removed, then `markUnindexed` called. */
  readonly stale: string[];
  /** Given as documents but not storable: recorded as failed where their id can be stored at all. */
  readonly rejected: { readonly id: string; readonly problem: Problem }[];
}

/** A document with what indexing needs. */
export type StoredDocument = Document & {
  readonly sourceId: string;
  readonly contentHash: string;
  /** Hash of the content that is searchable now; null when none is. */
  readonly indexedHash: string | null;
  readonly configHash: string | null;
  readonly chunkCount: number;
};

/** A document as it is held. `content` is empty while it was never fetched. */
export interface HeldDocument {
  readonly document: Document;
  readonly sourceId: string;
  readonly status: DocumentStatus;
  readonly chunkCount: number;
  readonly problem: Problem | null;
}

/** How many documents of a source are in which state; those being deleted do not count. */
export interface DocumentCounts {
  readonly searchable: number;
  readonly skipped: number;
  readonly failed: number;
  readonly pending: number;
}

/** A document that is not searchable as it should be, with the reason. */
export interface DocumentProblem extends Problem {
  readonly id: string;
  readonly path: string | null;
  readonly status: DocumentStatus;
}
