import { z } from "zod";
import { problemSchema } from "./error.ts";
import { jobCountsSchema, jobStatusSchema } from "./job.ts";
import { type WorkflowId, workflows } from "./workflows/index.ts";
import { sourceScope, workspaceScope } from "./workflows/scope.ts";

type Workflows = typeof workflows;

/** The input of the workflow that an event triggers, by the event's name. */
type Triggers = {
  [Id in WorkflowId as Workflows[Id]["event"] extends string ? Workflows[Id]["event"] : never]: Workflows[Id]["input"];
};

const triggers = Object.fromEntries(
  Object.values(workflows).flatMap(({ event, input }) => (event === null ? [] : [[event, input]])),
) as Triggers;

/** The payload of every event, by name: those that trigger a workflow, and those that tell observers what happened. */
export const eventSchemas = {
  ...triggers,
  "vercel.deployment.indexed": workflows["deployment.processor"].input.extend({
    documentId: z.string(),
    state: z.string(),
  }),
  "vercel/deployment.triggered": z.object({ ...sourceScope, jobId: z.string(), branch: z.string().optional() }),
  "sync.completed": z.object({ ...sourceScope, jobId: z.string(), status: jobStatusSchema, counts: jobCountsSchema }),
  "index.switched": z.object({ ...workspaceScope, indexId: z.string() }),
  "index.failed": z.object({ ...workspaceScope, indexId: z.string(), problem: problemSchema }),
  "sync.cancelled": z.object({ ...sourceScope, jobId: z.string() }),
  "files.batch.completed": z.object({
    ...sourceScope,
    batchId: z.string(),
    counts: workflows["files.batch.processor"].output,
  }),
  "docs.batch.completed": z.object({
    ...sourceScope,
    batchId: z.string(),
    counts: workflows["docs.batch.coordinator"].output,
  }),
  "embeddings.completed": z.object({
    ...sourceScope,
    batchId: z.string(),
    counts: workflows["embeddings.generator"].output,
  }),
} as const;

export type EventName = keyof typeof eventSchemas;
export type EventData<Name extends EventName> = z.infer<(typeof eventSchemas)[Name]>;
