import { z } from "zod";
import { problemSchema } from "./error.ts";
import { syncModeSchema } from "./source.ts";

export const jobStatusSchema = z.enum([
  "queued",
  "running",
  "completed",
  "completed_with_failures",
  "failed",
  "cancelled",
]);
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** Whether a job in this state can still change. */
export function isJobActive(status: JobStatus): boolean {
  return status === "queued" || status === "running";
}

const count = z.number().int().nonnegative();

/** What a sync did, in documents unless the name says otherwise. */
export const jobCountsSchema = z
  .object({
    /** References and documents the source listed. */
    listed: count,
    added: count,
    updated: count,
    deleted: count,
    unchanged: count,
    /** Deliberately not indexed, with a reason each. */
    skipped: count,
    failed: count,
    /** Deletions held back because they would remove more than a quarter of the source. */
    held: count,
    /** Chunks written to the vector store. */
    chunks: count,
    /** Texts sent to the embedder. */
    embedded: count,
    /** Texts whose embedding was already known. */
    cached: count,
  })
  .meta({ id: "JobCounts" });
export type JobCounts = z.infer<typeof jobCountsSchema>;

/** All counts at zero: where adding up starts. */
export const noCounts: JobCounts = Object.freeze({
  listed: 0,
  added: 0,
  updated: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  held: 0,
  chunks: 0,
  embedded: 0,
  cached: 0,
});

/** What a job waits for: the provider's own word on when it may go on. */
export const jobWaitingSchema = z.object({ until: z.iso.datetime(), reason: z.string().min(1) });
export type JobWaiting = z.infer<typeof jobWaitingSchema>;

/** One run of a sync, live or finished. */
export const jobSchema = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    sourceId: z.string(),
    mode: syncModeSchema,
    trigger: z.string(),
    status: jobStatusSchema,
    problem: problemSchema.nullable(),
    counts: jobCountsSchema,
    /** How far it is: documents done of those known so far; `total` grows while listing goes on. */
    progress: z.object({
      done: count,
      total: count,
      listing: z.boolean(),
      /** Pages of the source's listing that were read. */
      pages: count.default(0),
      /** Documents read and stored, whether they can be found already or not. */
      fetched: count.default(0),
      /** Documents brought to their end a second since the start, unchanged ones left out; null before there is any. */
      perSecond: z.number().nonnegative().nullable().default(null),
      /** Seconds it will take at that rate, and what it waits; null while listing goes on, without a rate, and at the end. */
      remainingSeconds: count.nullable().default(null),
    }),
    /** Set while a provider makes the sync wait. */
    waiting: jobWaitingSchema.nullable().default(null),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Job" });
export type Job = z.infer<typeof jobSchema>;

/** Query of `GET /v1/jobs`. */
export const listJobsSchema = z.object({
  sourceId: z.string().optional(),
  status: jobStatusSchema.optional(),
  /** `next` of the page before. */
  before: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Answer of `GET /v1/jobs`: the newest first; `next` is null on the last page. */
export const jobPageSchema = z
  .object({ jobs: z.array(jobSchema), next: z.string().nullable() })
  .meta({ id: "JobPage" });
