import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jobSchema } from "./job.ts";
import { DOCUMENT_ID_MAX_LENGTH } from "./limits.ts";

/** Most documents one page of a listing holds. */
export const DOCUMENTS_PAGE_MAX = 200;

/** Where a document is between its source and the index; those being deleted are not shown. */
export const shownStatusSchema = z.enum(["searchable", "pending", "failed", "skipped"]);
export type ShownStatus = z.infer<typeof shownStatusSchema>;

/** Query of `GET /v1/sources/:id/documents`; every field given must match. */
export const listDocumentsSchema = z.object({
  status: shownStatusSchema.optional(),
  type: z.string().min(1).max(200).optional(),
  /** Why it failed or is skipped, for example `too-large`. */
  code: z.string().min(1).max(200).optional(),
  /** Part of the title or the path, in any case. */
  q: z.string().trim().min(1).max(200).optional(),
  /** Documents this job was the last to read, or to try to. */
  jobId: z.string().min(1).max(200).optional(),
  /** `next` of the page before. */
  after: z
    .string()
    .min(1)
    .max(DOCUMENT_ID_MAX_LENGTH + 100)
    .optional(),
  limit: z.coerce.number().int().min(1).max(DOCUMENTS_PAGE_MAX).default(50),
});

/** A document as a listing shows it. */
export const listedDocumentSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    path: z.string().nullable(),
    type: z.string(),
    url: z.string().nullable(),
    status: shownStatusSchema,
    /** Why it failed or is skipped; of a pending one that is tried again, what it failed with before. */
    problem: problemSchema.nullable(),
    updatedAt: z.iso.datetime().nullable(),
    chunkCount: z.number().int().nonnegative(),
  })
  .meta({ id: "ListedDocument" });
export type ListedDocument = z.infer<typeof listedDocumentSchema>;

/** Answer of `GET /v1/sources/:id/documents`: in the order of their ids; `next` is null on the last page. */
export const documentPageSchema = z
  .object({ documents: z.array(listedDocumentSchema), next: z.string().nullable() })
  .meta({ id: "DocumentPage" });
export type DocumentPage = z.infer<typeof documentPageSchema>;

/** Answer of asking for documents to be tried again: the sync that does, and how many documents wait for it. */
export const retryAnswerSchema = z
  .object({
    job: jobSchema,
    /** False when a sync was queued or running already: it does it, or is followed by one that does. */
    created: z.boolean(),
    documents: z.number().int().nonnegative(),
  })
  .meta({ id: "RetryAnswer" });
