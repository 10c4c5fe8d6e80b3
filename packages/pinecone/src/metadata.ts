import { type VectorHit, type VectorRecord, VectorStoreError } from "@tributary/vector-store";
import type { PineconeMetadata } from "@tributary/vendor-pinecone";
import { pathLevels } from "./path-levels.ts";

/** Pinecone takes 40 KB (40,960 bytes) a record; the rest is for what it counts beside the values. */
const longestMetadata = 40_000;

/** Fields no filter compares, which may be cut to make a record fit, in the order they are cut. */
const cutFields = ["text", "heading", "title", "url"] as const;

/** A record's metadata, and the fields that had to be cut. */
export interface StoredMetadata {
  readonly metadata: PineconeMetadata;
  readonly cut: readonly string[];
}

/**
 * What is stored beside the vectors of a record: everything a hit shows, everything a filter compares, and its version.
 * Text is cut where the record would exceed Pinecone's limit, and `cut` says so; throws `invalid-input` when that is not
 * enough.
 */
export function metadataOf(record: VectorRecord, version: number, hasZeroVector: boolean): StoredMetadata {
  const { documentId, text, fields } = record;
  const values: Record<string, string | number | boolean | readonly string[]> = { documentId, version, text };
  for (const [name, value] of Object.entries(fields) as [string, string | number | null][]) {
    if (value !== null) values[name] = value;
  }
  for (const [name, value] of Object.entries(values))
    if (typeof value === "string") values[name] = value.toWellFormed();
  if (fields.path !== null) values.pathLevels = pathLevels(fields.path.toWellFormed());
  if (hasZeroVector) values.zeroVector = true;
  const cut: string[] = [];
  for (const name of cutFields) {
    const excess = bytesOf(values) - longestMetadata;
    if (excess <= 0) break;
    const value = values[name];
    if (typeof value !== "string" || value === "") continue;
    cut.push(name);
    values.cut = [...cut];
    values[name] = cutText(value, bytesOf(value) - (bytesOf(values) - longestMetadata));
  }
  const bytes = bytesOf(values);
  if (bytes <= longestMetadata) return { metadata: values, cut };
  throw new VectorStoreError(
    "invalid-input",
    `The fields of the record ${JSON.stringify(record.id.slice(0, 200))} take ${bytes} bytes even without text, and Pinecone ` +
      `keeps ${longestMetadata}: shorten its document id, path, author, repository or state.`,
  );
}

/** The hit a record's metadata stands for. */
export function hitOf(metadata: PineconeMetadata, score: number): VectorHit {
  const text = (name: string): string => String(metadata[name] ?? "");
  const optionalText = (name: string): string | null => {
    const value = metadata[name];
    return value === undefined ? null : String(value);
  };
  const number = (name: string): number => Number(metadata[name] ?? 0);
  const documentId = text("documentId");
  const updatedAt = metadata.updatedAt;
  return {
    id: `${documentId}#${number("ordinal")}`,
    documentId,
    score,
    text: text("text"),
    fields: {
      source: text("source"),
      sourceId: text("sourceId"),
      type: text("type"),
      title: text("title"),
      path: optionalText("path"),
      url: optionalText("url"),
      repository: optionalText("repository"),
      author: optionalText("author"),
      state: optionalText("state"),
      updatedAt: updatedAt === undefined ? null : Number(updatedAt),
      ordinal: number("ordinal"),
      startLine: number("startLine"),
      endLine: number("endLine"),
      heading: text("heading"),
    },
  };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), "utf8");
}

/** The longest start of a text that takes at most so many bytes as a JSON string. */
function cutText(text: string, bytes: number): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytesOf(text.slice(0, middle).toWellFormed()) <= bytes) low = middle;
    else high = middle - 1;
  }
  const last = text.charCodeAt(low - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? low - 1 : low);
}
