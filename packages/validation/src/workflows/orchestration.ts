import { z } from "zod";
import { documentIdSchema, documentReferenceSchema } from "../document.ts";
import { jobCountsSchema, jobStatusSchema } from "../job.ts";
import { BATCH_MAX_REFERENCES } from "../limits.ts";
import { changeHintSchema, syncModeSchema } from "../source.ts";
import { countSchema, sourceScope, workspaceScope } from "./scope.ts";

/**
 * Asks for a sync. `jobId` is absent when a schedule asks: the orchestrator then makes the job. `changes` is what alone an
 * incremental one reads again; a job that is there already holds its own.
 */
const syncRequestedSchema = z.object({
  ...sourceScope,
  jobId: z.string().min(1).optional(),
  mode: syncModeSchema.default("incremental"),
  trigger: z.string().min(1).default("manual"),
  changes: changeHintSchema.optional(),
  /** Which attempt to mend a failed sync it is; absent when it is none. */
  attempt: countSchema.optional(),
  /** References in a batch where fewer than usual may help. */
  batchSize: z.number().int().min(1).max(BATCH_MAX_REFERENCES).optional(),
});

/** What a sync came to. */
export const syncResultSchema = z.object({
  jobId: z.string(),
  status: jobStatusSchema,
  /** Set when another sync of the source was already running: that one carries the work. */
  coalesced: z.boolean().optional(),
  counts: jobCountsSchema,
});

/** Most items one fan-out takes. */
const ITEMS_MAX = 5_000;

/** What may be done in batches, and whether its items are references to fetch; the items of the others are document ids. */
const batchProcessors = {
  "embeddings.generator": false,
  "documents.delete": false,
  "relationships.extractor": false,
  "files.batch.processor": true,
};

const processorSchema = z.enum(Object.keys(batchProcessors) as (keyof typeof batchProcessors)[]);

/** What is to be done to how many things. */
const fanOutSchema = z
  .object({
    ...sourceScope,
    processor: processorSchema,
    items: z
      .array(z.union([documentIdSchema, documentReferenceSchema]))
      .min(1)
      .max(ITEMS_MAX),
    /** Items one call of the processor is given. */
    batchSize: z.number().int().min(1).max(BATCH_MAX_REFERENCES).default(BATCH_MAX_REFERENCES),
  })
  .refine(({ processor, items }) => items.every((item) => (typeof item === "object") === batchProcessors[processor]), {
    path: ["items"],
    message: "must be references for files.batch.processor, ids of documents for the others",
  });

/** What runs a sync from its first page to its last, and work in batches. */
export const orchestrationWorkflows = {
  "ensure.store": {
    event: "internal/ensure.store",
    input: z.object(workspaceScope),
    output: z.object({ namespace: z.string(), dimensions: countSchema }),
  },
  "batch.controller": {
    event: "batch.process",
    input: fanOutSchema,
    /** In items. `processed` are those whose batch came to an end; of the others, and in those, some may have `failed`. */
    output: z.object({ total: countSchema, successful: countSchema, failed: countSchema, processed: countSchema }),
  },
  "sync.orchestrator": { event: "sync.requested", input: syncRequestedSchema, output: syncResultSchema },
} as const;
