import { hash } from "node:crypto";
import { cleanText, type Document, documentSchema, type Problem } from "@tributary/validation";

/** A document ready to be stored: checked, clean, and with the hash that says whether it has to be indexed again. */
export type PreparedDocument =
  | { readonly ok: true; readonly document: Document; readonly contentHash: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Checks a document a source returned and makes its text safe for every layer below: no U+0000, which PostgreSQL
 * rejects, and no lone surrogates, which change on their way through UTF-8.
 */
export function prepareDocument(given: Document): PreparedDocument {
  const parsed = documentSchema.safeParse(clean(given));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = `The source returned a document Tributary cannot store: ${issue?.path.join(".")} ${issue?.message}.`;
    return { ok: false, problem: { code: "invalid-response", message } };
  }
  const document = parsed.data;
  // The version is left out: a new version of the same content needs no new vectors.
  const { version: _, ...content } = document;
  return { ok: true, document, contentHash: hash("sha256", JSON.stringify(content)) };
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), clean(entry)]));
  }
  return value;
}
