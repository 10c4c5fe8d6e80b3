import { z } from "zod";
import { documentIdSchema, documentReferenceSchema } from "./document.ts";
import { jobCountsSchema, jobStatusSchema } from "./job.ts";
import { BATCH_MAX_REFERENCES } from "./limits.ts";
import { changeHintSchema, HINTS_MAX, syncModeSchema } from "./source.ts";

const count = z.number().int().nonnegative();
const workspace = { workspaceId: z.string().min(1) };
const source = { ...workspace, sourceId: z.string().min(1) };

/**
 * Asks for a sync. `jobId` is absent when a schedule asks: the orchestrator then makes the job. `changes` is what alone an
 * incremental one reads again; a job that is there already holds its own.
 */
export const syncRequestedSchema = z.object({
  ...source,
  jobId: z.string().min(1).optional(),
  mode: syncModeSchema.default("incremental"),
  trigger: z.string().min(1).default("manual"),
  changes: changeHintSchema.optional(),
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
  /** What alone is to be read again. */
  changes: changeHintSchema.optional(),
  /** Set to read once more what was read by name up to a moment: which part of that, 0-based. */
  recheck: z.object({ part: count, until: z.iso.datetime() }).optional(),
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
  /** The job the batch is part of; of one with `references`, a name for what asked for them. */
  jobId: z.string().min(1),
  batchId: z.string().min(1),
  /** What to fetch, for a batch that is part of no job; absent when it is recorded under `batchId`. */
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
const rebuildInputSchema = z.object({
  ...workspace,
  /** What to build; absent when only what earlier indexes left behind is to be removed. */
  indexId: z.string().min(1).optional(),
  /** 0-based number of the run: a long build goes on in the next one. */
  round: count.default(0),
  /** Id of the document the run before ended with. */
  after: z.string().default(""),
});
const batchResultSchema = z.object({ added: count, updated: count, deleted: count, skipped: count, failed: count });

const deliveryInputSchema = z.object({ ...workspace, deliveryId: z.string().min(1) });
const deliveryResultSchema = z.object({
  state: z.enum(["processed", "ignored"]),
  /** Names of the events it was turned into. */
  events: z.array(z.string()),
});

/** What was asked to be read again and what it came to, in documents. */
const rereadResultSchema = z.object({
  indexed: count,
  unchanged: count,
  deleted: count,
  skipped: count,
  failed: count,
  /** Set when it could not be read by itself: a sync was asked for instead. */
  sync: z.boolean(),
});

const deploymentInputSchema = z.object({ ...source, deploymentId: z.string().regex(/^\w{1,80}$/) });

const deploymentResultSchema = z.object({
  /** Its document; null when none is kept of it: it is gone, or not among what the source reads. */
  documentId: documentIdSchema.nullable(),
  /** The state it was last seen in, in lower case; null without a document. */
  state: z.string().nullable(),
  /** Whether its build has ended; false after half an hour of waiting. */
  ended: z.boolean(),
});

const conversationInputSchema = z.object({ ...source, number: z.number().int().positive() });

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
  "notion.sync.handler": { event: "notion.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "slack.sync.handler": { event: "slack.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "vercel.sync.handler": { event: "vercel.sync.execute", input: handlerInputSchema, output: handlerResultSchema },
  "files.batch.processor": { event: "files.batch.process", input: batchInputSchema, output: batchResultSchema },
  "embeddings.generator": { event: "embeddings.generate", input: embeddingsInputSchema, output: indexingResultSchema },
  "documents.delete": {
    event: "documents.delete",
    input: z.object({ ...source, documentIds: z.array(documentIdSchema).max(BATCH_MAX_REFERENCES) }),
    output: z.object({ deleted: count }),
  },
  "index.rebuild": {
    event: "index.rebuild",
    input: rebuildInputSchema,
    /** `continued` in another run; `stopped` when the index is no longer to be built. */
    output: z.object({ outcome: z.enum(["switched", "held", "continued", "stopped"]) }),
  },
  "webhook.github": { event: "webhook/github", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.linear": { event: "webhook/linear", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.notion": { event: "webhook/notion", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.slack": { event: "webhook/slack", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.vercel": { event: "webhook/vercel", input: deliveryInputSchema, output: deliveryResultSchema },
  "webhook.sweep": {
    event: null,
    input: z.object({}),
    output: z.object({ taken: count, forgotten: count }),
  },
  "github.push.received": {
    event: "github.push.received",
    input: z.object({ ...source, deliveryId: z.string().min(1) }),
    /** `named`: how many things the sync reads again; 0 when it reads everything that changed. */
    output: z.object({ jobId: z.string().nullable(), named: count }),
  },
  "issue.processor": { event: "github.issue.received", input: conversationInputSchema, output: rereadResultSchema },
  "pr.processor": { event: "github.pr.received", input: conversationInputSchema, output: rereadResultSchema },
  "discussion.processor": {
    event: "github.discussion.received",
    input: conversationInputSchema,
    output: rereadResultSchema,
  },
  "github.files.fetch": {
    event: "github.files.fetch",
    input: z.object({
      ...source,
      /** Whose repository it is: fetches are throttled by owner. */
      owner: z.string().min(1),
      paths: z.array(z.string().min(1)).min(1).max(HINTS_MAX),
    }),
    output: rereadResultSchema,
  },
  "github.discussions.sync": {
    event: "github.discussions.sync",
    input: z.object(source),
    output: rereadResultSchema,
  },
  "deployment.processor": {
    event: "vercel.deployment.received",
    input: deploymentInputSchema,
    output: deploymentResultSchema,
  },
  "vercel.webhook.handler": {
    event: "vercel/deployment.created",
    input: deploymentInputSchema,
    output: deploymentResultSchema,
  },
  "document.indexer": {
    event: "document.index",
    input: z.object({ ...source, documentId: documentIdSchema }),
    output: indexingResultSchema,
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
  inputSchema("notion.sync.handler"),
  inputSchema("slack.sync.handler"),
  inputSchema("vercel.sync.handler"),
  inputSchema("files.batch.processor"),
  inputSchema("embeddings.generator"),
  inputSchema("documents.delete"),
  inputSchema("index.rebuild"),
  inputSchema("webhook.github"),
  inputSchema("webhook.linear"),
  inputSchema("webhook.notion"),
  inputSchema("webhook.slack"),
  inputSchema("webhook.vercel"),
  inputSchema("webhook.sweep"),
  inputSchema("github.push.received"),
  inputSchema("issue.processor"),
  inputSchema("pr.processor"),
  inputSchema("discussion.processor"),
  inputSchema("github.files.fetch"),
  inputSchema("github.discussions.sync"),
  inputSchema("deployment.processor"),
  inputSchema("vercel.webhook.handler"),
  inputSchema("document.indexer"),
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
  outputSchema("notion.sync.handler"),
  outputSchema("slack.sync.handler"),
  outputSchema("vercel.sync.handler"),
  outputSchema("files.batch.processor"),
  outputSchema("embeddings.generator"),
  outputSchema("documents.delete"),
  outputSchema("index.rebuild"),
  outputSchema("webhook.github"),
  outputSchema("webhook.linear"),
  outputSchema("webhook.notion"),
  outputSchema("webhook.slack"),
  outputSchema("webhook.vercel"),
  outputSchema("webhook.sweep"),
  outputSchema("github.push.received"),
  outputSchema("issue.processor"),
  outputSchema("pr.processor"),
  outputSchema("discussion.processor"),
  outputSchema("github.files.fetch"),
  outputSchema("github.discussions.sync"),
  outputSchema("deployment.processor"),
  outputSchema("vercel.webhook.handler"),
  outputSchema("document.indexer"),
]);
