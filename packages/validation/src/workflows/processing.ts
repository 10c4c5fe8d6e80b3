import { z } from "zod";
import { documentIdSchema, documentReferenceSchema } from "../document.ts";
import { BATCH_MAX_REFERENCES } from "../limits.ts";
import { HINTS_MAX } from "../source.ts";
import { countSchema, sourceScope } from "./scope.ts";

const batchInputSchema = z.object({
  ...sourceScope,
  /** The job the batch is part of; of one with `references`, a name for what asked for them. */
  jobId: z.string().min(1),
  batchId: z.string().min(1),
  /** What to fetch, for a batch that is part of no job; absent when it is recorded under `batchId`. */
  references: z.array(documentReferenceSchema).max(BATCH_MAX_REFERENCES).optional(),
});

const batchResultSchema = z.object({
  added: countSchema,
  updated: countSchema,
  deleted: countSchema,
  skipped: countSchema,
  failed: countSchema,
});

const embeddingsInputSchema = z.object({
  ...sourceScope,
  /** The job it is part of, with which it is cancelled. */
  jobId: z.string().min(1).optional(),
  batchId: z.string().min(1),
  documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES),
});

const indexingResultSchema = z.object({
  documents: countSchema,
  chunks: countSchema,
  embedded: countSchema,
  cached: countSchema,
  failed: countSchema,
});

/** What became of documents that were handed over: `pending` ones were not done in half an hour, `gone` ones are not held. */
export const documentsBatchResultSchema = z.object({
  documents: countSchema,
  searchable: countSchema,
  failed: countSchema,
  skipped: countSchema,
  gone: countSchema,
  pending: countSchema,
});

/** What was asked to be read again and what it came to, in documents. */
export const rereadResultSchema = z.object({
  indexed: countSchema,
  unchanged: countSchema,
  deleted: countSchema,
  skipped: countSchema,
  failed: countSchema,
  /** Set when it could not be read by itself: a sync was asked for instead. */
  sync: z.boolean(),
});

/** One deployment of a Vercel source, by its id. */
export const deploymentInputSchema = z.object({ ...sourceScope, deploymentId: z.string().regex(/^\w{1,80}$/) });

/** What became of it. */
export const deploymentResultSchema = z.object({
  /** Its document; null when none is kept of it: it is gone, or not among what the source reads. */
  documentId: documentIdSchema.nullable(),
  /** The state it was last seen in, in lower case; null without a document. */
  state: z.string().nullable(),
  /** Whether its build has ended; false after half an hour of waiting. */
  ended: z.boolean(),
});

const conversationInputSchema = z.object({ ...sourceScope, number: z.number().int().positive() });

/** What brings documents from their source into the vector store. */
export const processingWorkflows = {
  "files.batch.processor": { event: "files.batch.process", input: batchInputSchema, output: batchResultSchema },
  "embeddings.generator": { event: "embeddings.generate", input: embeddingsInputSchema, output: indexingResultSchema },
  "documents.process": {
    event: "documents.process",
    input: z.object({ ...sourceScope, documentId: documentIdSchema }),
    output: indexingResultSchema,
  },
  "docs.batch.coordinator": {
    event: "docs.batch.trigger",
    input: z.object({
      ...sourceScope,
      batchId: z.string().min(1).max(200),
      documentIds: z.array(documentIdSchema).min(1).max(BATCH_MAX_REFERENCES),
    }),
    output: documentsBatchResultSchema,
  },
  "document.indexer": {
    event: "document.index",
    input: z.object({ ...sourceScope, documentId: documentIdSchema }),
    output: indexingResultSchema,
  },
  "github.files.fetch": {
    event: "github.files.fetch",
    input: z.object({
      ...sourceScope,
      /** Whose repository it is: fetches are throttled by owner. */
      owner: z.string().min(1),
      paths: z.array(z.string().min(1)).min(1).max(HINTS_MAX),
    }),
    output: rereadResultSchema,
  },
  "issue.processor": { event: "github.issue.received", input: conversationInputSchema, output: rereadResultSchema },
  "pr.processor": { event: "github.pr.received", input: conversationInputSchema, output: rereadResultSchema },
  "discussion.processor": {
    event: "github.discussion.received",
    input: conversationInputSchema,
    output: rereadResultSchema,
  },
  "relationships.extractor": {
    event: "relationships.extract",
    input: z.object({ ...sourceScope, documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES) }),
    /** `documents`: how many were read; those already read as they are now are not. */
    output: z.object({ documents: countSchema, edges: countSchema }),
  },
  "deployment.processor": {
    event: "vercel.deployment.received",
    input: deploymentInputSchema,
    output: deploymentResultSchema,
  },
} as const;
