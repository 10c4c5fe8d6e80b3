import { z } from "zod";
import { documentIdSchema } from "./document.ts";

/**
 * What a document can be to another, the strongest first: of one pair, the strongest counts for more. `closes` to `relates`
 * are what their source says; `references` to `mentions` what a text says.
 */
export const relationshipKindSchema = z.enum([
  "closes",
  "pull-request",
  "commit",
  "branch",
  "parent",
  "blocks",
  "duplicates",
  "relates",
  "issue-key",
  "references",
  "links",
  "imports",
  "exports",
  "mentions",
]);
export type RelationshipKind = z.infer<typeof relationshipKindSchema>;

/** `out`: the document itself says it, or it holds from it to the other; `in`: the reverse. */
export const relationshipDirectionSchema = z.enum(["out", "in"]);
export type RelationshipDirection = z.infer<typeof relationshipDirectionSchema>;

/** Most neighbours one request returns. */
export const RELATED_MAX = 100;

const kinds = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(",")).filter((entry) => entry !== ""))
  .pipe(z.array(relationshipKindSchema));

/** Query of `GET /v1/documents/:id/related`. */
export const relatedRequestSchema = z.object({
  kind: kinds.optional(),
  direction: relationshipDirectionSchema.optional(),
  limit: z.coerce.number().int().min(1).max(RELATED_MAX).default(20),
});

/** A document beside another. */
export const neighbourSchema = z
  .object({
    documentId: documentIdSchema,
    title: z.string(),
    url: z.string().nullable(),
    path: z.string().nullable(),
    source: z.string(),
    type: z.string(),
  })
  .meta({ id: "Neighbour" });
export type Neighbour = z.infer<typeof neighbourSchema>;

/** Where a relation was read. */
export const relationshipEvidenceSchema = z
  .object({
    /** The document that says it. */
    documentId: documentIdSchema,
    /** The literal text, or the value of the metadata. */
    text: z.string(),
    /** Where the text stands in the content, in UTF-16 code units, its end exclusive; null for metadata. */
    range: z.tuple([z.number().int(), z.number().int()]).nullable(),
    /** The field of the metadata; null for text. */
    field: z.string().nullable(),
  })
  .meta({ id: "RelationshipEvidence" });
export type RelationshipEvidence = z.infer<typeof relationshipEvidenceSchema>;

/** One relation of a document. */
export const relatedDocumentSchema = z
  .object({
    kind: relationshipKindSchema,
    direction: relationshipDirectionSchema,
    /** The other document; null while it is not there, and for people. */
    document: neighbourSchema.nullable(),
    /** What the relation leads to: `number:acme/site#12`, `key:ENG-12`, `url:example.com/page`. */
    target: z.string(),
    /** Set while the other document is not there. */
    pending: z.boolean(),
    evidence: z.array(relationshipEvidenceSchema).min(1),
  })
  .meta({ id: "RelatedDocument" });
export type RelatedDocument = z.infer<typeof relatedDocumentSchema>;

/** Answer of `GET /v1/documents/:id/related`. */
export const relatedAnswerSchema = z.object({ related: z.array(relatedDocumentSchema) });

/** A neighbour of a search result. */
export const resultNeighbourSchema = neighbourSchema
  .extend({
    kind: relationshipKindSchema,
    direction: relationshipDirectionSchema,
  })
  .meta({ id: "ResultNeighbour" });
export type ResultNeighbour = z.infer<typeof resultNeighbourSchema>;
