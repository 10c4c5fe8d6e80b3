import { z } from "zod";
import { documentIdSchema, documentReferenceSchema } from "./document.ts";
import { jobCountsSchema, jobStatusSchema } from "./job.ts";
import { BATCH_MAX_REFERENCES } from "./limits.ts";
import { syncModeSchema } from "./source.ts";

const count = z.number().int().nonnegative();
const workspace = { workspaceId: z.string().min(1) };
const source = { ...workspace, sourceId: z.string().min(1) };

/** Asks for a sync. `jobId` is absent when a schedule asks: the orchestrator then makes the job. */
export const syncRequestedSchema = z.object({
  ...source,
  jobId: z.string().min(1).optional(),
  mode: syncModeSchema.default("incremental"),
  trigger: z.string().min(1).default("manual"),
});

const manualSyncSchema = z.object({
  ...source,
  mode: syncModeSchema.default("incremental"),
  userId: z.string().min(1),
});

const syncResultSchema = z.object({
  jobId: z.string(),
  status: jobStatusSchema,
  /** Set when another sync of the source was already running: that one carries the work. */
  coalesced: z.boolean().optional(),
  counts: jobCountsSchema,
});

const handlerInputSchema = z.object({
  ...source,
  jobId: z.string().min(1),
  mode: syncModeSchema,
  /** 0-based number of the page; each also takes up some of what earlier syncs left undone. */
  page: count,
  cursor: z.string().nullable(),
  /** Whether the source has nothing more to list: only leftovers of earlier syncs remain. */
  listed: z.boolean(),
});

const handlerResultSchema = z.object({
  cursor: z.string().nullable(),
  /** Whether the source has listed everything. */
  listed: z.boolean(),
  /** Whether another page, of the listing or of leftovers, is to be handled. */
  hasMore: z.boolean(),
  batches: count,
  /** Fingerprint of deletions held back because they would remove too much: applied when the next listing agrees. */
  suspect: z.string().nullable(),
});

const batchInputSchema = z.object({
  ...source,
  jobId: z.string().min(1),
  batchId: z.string().min(1),
  /** What to fetch; absent when the batch is already recorded under `batchId`. */
  references: z.array(documentReferenceSchema).max(BATCH_MAX_REFERENCES).optional(),
});

const embeddingsInputSchema = z.object({
  ...source,
  batchId: z.string().min(1),
  documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES),
});

const indexingResultSchema = z.object({
  documents: count,
  chunks: count,
  embedded: count,
  cached: count,
  failed: count,
});
const batchResultSchema = z.object({ added: count, updated: count, deleted: count, skipped: count, failed: count });

/**
 * Every workflow: the event that triggers it, what it takes and what it returns. Ids and event names are relied on from
 * outside and never change.
 */
export const workflows = {
  "sync.orchestrator": { event: "sync.requested", input: syncRequestedSchema, output: syncResultSchema },
  "manual.sync.trigger": { event: "manual.sync.trigger", input: manualSyncSchema, output: syncResultSchema },
  "scheduled.daily.sync": { event: null, input: z.object({}), output: z.object({ requested: count }) },
  "ensure.store": {
    event: "internal/ensure.store",
    input: z.object(workspace),
    output: z.object({ namespace: z.string(), dimensions: count }),
  },
  "git.sync.handler": { event: "git.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "github.sync.handler": { event: "github.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "linear.sync.handler": { event: "linear.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "files.batch.processor": { event: "files.batch.process", input: batchInputSchema, output: batchResultSchema },
  "embeddings.generator": { event: "embeddings.generate", input: embeddingsInputSchema, output: indexingResultSchema },
  "documents.delete": {
    event: "documents.delete",
    input: z.object({ ...source, documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES) }),
    output: z.object({ deleted: count }),
  },
} as const;

export type WorkflowId = keyof typeof workflows;
export type WorkflowInput<Id extends WorkflowId> = z.infer<(typeof workflows)[Id]["input"]>;
export type WorkflowOutput<Id extends WorkflowId> = z.infer<(typeof workflows)[Id]["output"]>;

const inputSchema = <Id extends WorkflowId>(id: Id) =>
  z.object({ workflow: z.literal(id), input: workflows[id].input as (typeof workflows)[Id]["input"] });

/** What any workflow takes, discriminated by `workflow`. */
export const workflowInputSchema = z.discriminatedUnion("workflow", [
  inputSchema("sync.orchestrator"),
  inputSchema("manual.sync.trigger"),
  inputSchema("scheduled.daily.sync"),
  inputSchema("ensure.store"),
  inputSchema("git.sync.handler"),
  inputSchema("github.sync.handler"),
  inputSchema("linear.sync.handler"),
  inputSchema("files.batch.processor"),
  inputSchema("embeddings.generator"),
  inputSchema("documents.delete"),
]);

const outputSchema = <Id extends WorkflowId>(id: Id) =>
  z.object({ workflow: z.literal(id), output: workflows[id].output as (typeof workflows)[Id]["output"] });

/** What any workflow returns, discriminated by `workflow`. */
export const workflowOutputSchema = z.discriminatedUnion("workflow", [
  outputSchema("sync.orchestrator"),
  outputSchema("manual.sync.trigger"),
  outputSchema("scheduled.daily.sync"),
  outputSchema("ensure.store"),
  outputSchema("git.sync.handler"),
  outputSchema("github.sync.handler"),
  outputSchema("linear.sync.handler"),
  outputSchema("files.batch.processor"),
  outputSchema("embeddings.generator"),
  outputSchema("documents.delete"),
]);
