import { z } from "zod";
import { jsonValueSchema } from "./json.ts";
import { DOCUMENT_ID_MAX_LENGTH } from "./limits.ts";

/** `<source>:<scope>:<type>:<name>`, for example `git:1f0c9a2b3c4d:file:src/main.ts`. Stable for as long as the thing exists. */
export const documentIdSchema = z.string().min(3).max(DOCUMENT_ID_MAX_LENGTH);

/** How a document's text is structured, which decides how it is chunked. */
export const documentFormatSchema = z.enum(["markdown", "code", "text"]);
export type DocumentFormat = z.infer<typeof documentFormatSchema>;

/** Who wrote a document, as far as the source says. */
export const authorSchema = z.object({ name: z.string(), email: z.string().optional() });
export type Author = z.infer<typeof authorSchema>;

/** One searchable thing of a source: a file, an issue, a page, a thread. Times are ISO 8601 with an offset. */
export const documentSchema = z
  .object({
    id: documentIdSchema,
    /** The source's id, for example `git`. */
    source: z.string().min(1),
    /** What it is within the source: `file`, `issue`, `page`. */
    type: z.string().min(1),
    title: z.string(),
    /** The whole text. Well-formed Unicode without U+0000: databases and tokenizers reject the rest. */
    content: z.string(),
    format: documentFormatSchema,
    /** Changes whenever the content or the metadata does: a blob sha, an updatedAt. */
    version: z.string().min(1),
    path: z.string().optional(),
    url: z.string().optional(),
    repository: z.string().optional(),
    language: z.string().optional(),
    author: authorSchema.optional(),
    state: z.string().optional(),
    labels: z.array(z.string()).optional(),
    createdAt: z.iso.datetime({ offset: true }).optional(),
    updatedAt: z.iso.datetime({ offset: true }).optional(),
    metadata: z.record(z.string(), jsonValueSchema).optional(),
    /** What the source knows to be missing from the content, in words; absent when it is whole. */
    missing: z.array(z.string()).optional(),
  })
  .meta({ id: "Document" });
export type Document = z.infer<typeof documentSchema>;

/** Enough to decide whether a document changed, and to fetch it: small enough for a listing of 100,000. */
export const documentReferenceSchema = z.object({
  id: documentIdSchema,
  version: z.string().min(1),
  type: z.string().min(1),
  /** Size of the content in bytes, when the listing says so. */
  size: z.number().int().nonnegative().optional(),
  /** Whatever the source needs to fetch the document; opaque to everyone else. */
  locator: jsonValueSchema.optional(),
});
export type DocumentReference = z.infer<typeof documentReferenceSchema>;

/** Why a document is deliberately not indexed. A closed list, so that reports can add them up. */
export const skipReasonSchema = z.enum([
  "binary",
  "generated",
  "too-large",
  "lfs-pointer",
  "submodule",
  "symlink",
  "empty",
  "unsupported",
]);
export type SkipReason = z.infer<typeof skipReasonSchema>;
