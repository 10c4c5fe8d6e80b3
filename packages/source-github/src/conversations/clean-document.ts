import { cleanText, type Document } from "@tributary/validation";

/** The same document with texts every layer can store: what people write may hold anything. */
export function cleanDocument(document: Document): Document {
  return clean(document) as Document;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), clean(inner)]));
}
