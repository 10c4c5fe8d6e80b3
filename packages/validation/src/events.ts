import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jobCountsSchema, jobStatusSchema } from "./job.ts";
import { workflows } from "./workflows.ts";

const source = { workspaceId: z.string().min(1), sourceId: z.string().min(1) };

/** The payload of every event, by name: those that trigger a workflow, and those that tell observers what happened. */
export const eventSchemas = {
  "sync.requested": workflows["sync.orchestrator"].input,
  "manual.sync.trigger": workflows["manual.sync.trigger"].input,
  "internal/ensure.store": workflows["ensure.store"].input,
  "git.sync.execute": workflows["git.sync.handler"].input,
  "github.sync.execute": workflows["github.sync.handler"].input,
  "linear.sync.execute": workflows["linear.sync.handler"].input,
  "files.batch.process": workflows["files.batch.processor"].input,
  "embeddings.generate": workflows["embeddings.generator"].input,
  "documents.delete": workflows["documents.delete"].input,
  "sync.completed": z.object({ ...source, jobId: z.string(), status: jobStatusSchema, counts: jobCountsSchema }),
  "sync.failed": z.object({ ...source, jobId: z.string(), problem: problemSchema }),
  "sync.cancelled": z.object({ ...source, jobId: z.string() }),
  "source.disconnected": z.object({ ...source, reason: z.string() }),
  "files.batch.completed": z.object({
    ...source,
    batchId: z.string(),
    counts: workflows["files.batch.processor"].output,
  }),
  "embeddings.completed": z.object({
    ...source,
    batchId: z.string(),
    counts: workflows["embeddings.generator"].output,
  }),
} as const;

export type EventName = keyof typeof eventSchemas;
export type EventData<Name extends EventName> = z.infer<(typeof eventSchemas)[Name]>;
