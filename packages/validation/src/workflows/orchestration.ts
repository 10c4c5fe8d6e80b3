import { z } from "zod";
import { jobCountsSchema, jobStatusSchema } from "../job.ts";
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
});

/** What a sync came to. */
export const syncResultSchema = z.object({
  jobId: z.string(),
  status: jobStatusSchema,
  /** Set when another sync of the source was already running: that one carries the work. */
  coalesced: z.boolean().optional(),
  counts: jobCountsSchema,
});

/** What runs a sync from its first page to its last. */
export const orchestrationWorkflows = {
  "ensure.store": {
    event: "internal/ensure.store",
    input: z.object(workspaceScope),
    output: z.object({ namespace: z.string(), dimensions: countSchema }),
  },
  "sync.orchestrator": { event: "sync.requested", input: syncRequestedSchema, output: syncResultSchema },
} as const;
