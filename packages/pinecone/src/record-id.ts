import { decodeName, encodeName, shortenCode } from "./encode-name.ts";

/** Pinecone takes 512 characters; a version needs 12. */
const longestCode = 480;
const keptCode = 360;

/** What a Pinecone id says of a record. */
export interface StoredId {
  /** The record's id, or null when it is too long to be told from the Pinecone id alone. */
  readonly id: string | null;
  readonly version: number;
}

/** The Pinecone id of a record in one version: several versions of a record are stored beside each other. */
export function storedIdOf(id: string, version: number): string {
  return `${shortenCode(encodeName(id), longestCode, keptCode)}~${version.toString(36)}`;
}

/** Reads a Pinecone id. */
export function readStoredId(stored: string): StoredId {
  const end = stored.lastIndexOf("~");
  const code = stored.slice(0, end);
  return { id: code.includes("~") ? null : decodeName(code), version: Number.parseInt(stored.slice(end + 1), 36) };
}

/** What the Pinecone ids of all records start with whose id has this prefix; those of others may, too. */
export function storedPrefixOf(prefix: string): string {
  const wellFormed = prefix.isWellFormed() ? prefix : prefix.slice(0, -1);
  return wellFormed.isWellFormed() ? encodeName(wellFormed).slice(0, keptCode) : "";
}

/** The document a record's id belongs to and its number in it; null for an id no record can have. */
export function splitId(id: string): { readonly documentId: string; readonly ordinal: number } | null {
  const [, documentId, ordinal] = /^(.+)#(0|[1-9]\d{0,9})$/s.exec(id) ?? [];
  return documentId === undefined || ordinal === undefined ? null : { documentId, ordinal: Number(ordinal) };
}
