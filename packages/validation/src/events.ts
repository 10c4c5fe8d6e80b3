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
  "notion.sync.execute": workflows["notion.sync.handler"].input,
  "slack.sync.execute": workflows["slack.sync.handler"].input,
  "vercel.sync.execute": workflows["vercel.sync.handler"].input,
  "files.batch.process": workflows["files.batch.processor"].input,
  "embeddings.generate": workflows["embeddings.generator"].input,
  "documents.delete": workflows["documents.delete"].input,
  "index.rebuild": workflows["index.rebuild"].input,
  "document.index": workflows["document.indexer"].input,
  "webhook/github": workflows["webhook.github"].input,
  "webhook/linear": workflows["webhook.linear"].input,
  "webhook/notion": workflows["webhook.notion"].input,
  "webhook/slack": workflows["webhook.slack"].input,
  "webhook/vercel": workflows["webhook.vercel"].input,
  "github.push.received": workflows["github.push.received"].input,
  "github.issue.received": workflows["issue.processor"].input,
  "github.pr.received": workflows["pr.processor"].input,
  "github.discussion.received": workflows["discussion.processor"].input,
  "github.files.fetch": workflows["github.files.fetch"].input,
  "github.discussions.sync": workflows["github.discussions.sync"].input,
  "vercel.deployment.received": workflows["deployment.processor"].input,
  "vercel/deployment.created": workflows["vercel.webhook.handler"].input,
  "vercel.deployment.indexed": workflows["deployment.processor"].input.extend({
    documentId: z.string(),
    state: z.string(),
  }),
  "vercel/deployment.triggered": z.object({ ...source, jobId: z.string(), branch: z.string().optional() }),
  "sync.completed": z.object({ ...source, jobId: z.string(), status: jobStatusSchema, counts: jobCountsSchema }),
  "index.switched": z.object({ workspaceId: z.string().min(1), indexId: z.string() }),
  "index.failed": z.object({ workspaceId: z.string().min(1), indexId: z.string(), problem: problemSchema }),
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
