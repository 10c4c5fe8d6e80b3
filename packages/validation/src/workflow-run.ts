import { z } from "zod";

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();

/** Most of a value that is shown of a run or a step, in bytes of its JSON; the rest is cut off. */
export const PAYLOAD_MAX_BYTES = 64 * 1024;

/** Where a run is: `queued` until its first call, `running` (also while it sleeps or waits) until it ends. */
export const workflowRunStatusSchema = z.enum(["queued", "running", "completed", "failed", "cancelled"]);
export type WorkflowRunStatus = z.infer<typeof workflowRunStatusSchema>;

/** A value as JSON text, so that a large one can be cut: `bytes` is its whole size, `cut` says that `text` is its beginning. */
export const workflowPayloadSchema = z
  .object({ text: z.string(), bytes: count, cut: z.boolean() })
  .meta({ id: "WorkflowPayload" });
export type WorkflowPayload = z.infer<typeof workflowPayloadSchema>;

/** Why a run, a step or an attempt failed. */
export const workflowErrorSchema = z
  .object({ name: z.string(), message: z.string(), stack: z.string().nullable() })
  .meta({ id: "WorkflowError" });
export type WorkflowError = z.infer<typeof workflowErrorSchema>;

/** One attempt that ended, from 1; `error` is null for the one that succeeded. */
export const workflowAttemptSchema = z
  .object({
    attempt: z.number().int().min(1),
    at: instant,
    error: workflowErrorSchema.nullable(),
  })
  .meta({ id: "WorkflowAttempt" });

/** What started a run: an event by its name, a schedule by its cron expression, or a step of another function's run. */
export const workflowTriggerSchema = z
  .object({
    kind: z.enum(["event", "schedule", "invoke"]),
    /** The event's name, the cron expression or the invoking function; empty where it is not kept any more. */
    name: z.string(),
    /** The run that invoked this one. */
    runId: z.string().nullable(),
  })
  .meta({ id: "WorkflowTrigger" });

/** A run of a workflow, as lists show it. */
export const workflowRunSchema = z
  .object({
    id: z.string(),
    /** Id of its function, for example `sync.orchestrator`. */
    function: z.string(),
    functionName: z.string(),
    status: workflowRunStatusSchema,
    trigger: workflowTriggerSchema,
    /** Which attempt its present call is at, or its last one was; 1 unless something failed. */
    attempt: z.number().int().min(1),
    queuedAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: "WorkflowRun" });
export type WorkflowRun = z.infer<typeof workflowRunSchema>;

/** One step of a run. */
export const workflowStepSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["run", "sleep", "wait-for-event", "wait-for-signal", "invoke", "fetch", "ai"]),
    /** `queued` planned, `waiting` asleep or for something else to happen, `retrying` failed and due again, `cancelled` its run ended first. */
    status: z.enum(["queued", "running", "waiting", "retrying", "completed", "failed", "cancelled"]),
    queuedAt: instant.nullable(),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** When a step that is not over goes on: its next attempt, the end of its sleep, the timeout of its wait. */
    dueAt: instant.nullable(),
    /** Every attempt that ended, oldest first. */
    attempts: z.array(workflowAttemptSchema),
    /** What `step.invoke` passes on; null for other kinds. */
    input: workflowPayloadSchema.nullable(),
    output: workflowPayloadSchema.nullable(),
    /** The last error, also while it is tried again. */
    error: workflowErrorSchema.nullable(),
    /** The run that `step.invoke` started. */
    invokedRunId: z.string().nullable(),
  })
  .meta({ id: "WorkflowStep" });
export type WorkflowStep = z.infer<typeof workflowStepSchema>;

/** A run with what went in, what came out and each of its steps, in the order they were first reported. */
export const workflowRunDetailsSchema = workflowRunSchema
  .extend({
    /** The run this one repeats. */
    originalRunId: z.string().nullable(),
    /** The step it was repeated from. */
    fromStepId: z.string().nullable(),
    /** The event that started it, the first of a batch; null once it is deleted. */
    event: z.object({ id: z.string(), name: z.string(), receivedAt: instant, count: count }).nullable(),
    /** The event's data. */
    input: workflowPayloadSchema.nullable(),
    output: workflowPayloadSchema.nullable(),
    error: workflowErrorSchema.nullable(),
    /** Calls of the function itself that failed, outside of its steps. */
    attempts: z.array(workflowAttemptSchema),
    steps: z.array(workflowStepSchema),
  })
  .meta({ id: "WorkflowRunDetails" });
export type WorkflowRunDetails = z.infer<typeof workflowRunDetailsSchema>;

/** Query of `GET /v1/workflows/runs`. */
export const workflowRunsRequestSchema = z.object({
  status: workflowRunStatusSchema.optional(),
  function: z.string().min(1).max(200).optional(),
  /** A part of a run's id. */
  id: z
    .string()
    .regex(/^[0-9A-Za-z]{1,26}$/, "has letters and digits, at most 26")
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  cursor: z.string().min(1).max(100).optional(),
});

/** Answer of `GET /v1/workflows/runs`, newest first; `next` is null on the last page. */
export const workflowRunsSchema = z.object({ runs: z.array(workflowRunSchema), next: z.string().nullable() });

/** Answer of `POST /v1/workflows/runs/:id/cancel`; `cancelled` false: it was over already. */
export const cancelledRunSchema = z.object({ run: workflowRunSchema, cancelled: z.boolean() });

/** Body of `POST /v1/workflows/runs/:id/rerun`: with a step, the results recorded before it are taken over. */
export const rerunRequestSchema = z.object({ fromStepId: z.string().min(1).max(200).optional() });

/** Answer of `POST /v1/workflows/runs/:id/rerun`: the new run. */
export const rerunSchema = z.object({ run: workflowRunSchema, originalRunId: z.string() });

/** Answer of `GET /v1/workflows/functions`. */
export const workflowFunctionsSchema = z
  .object({
    functions: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        triggers: z.array(
          z.object({
            kind: z.enum(["event", "schedule"]),
            /** The event's name or the cron expression. */
            name: z.string(),
            /** Expression that an event has to meet as well. */
            condition: z.string().nullable(),
          }),
        ),
        /** Attempts of each step, the first included. */
        maxAttempts: z.number().int().min(1),
        /** Whether it starts no runs at the moment. */
        paused: z.boolean(),
      }),
    ),
  })
  .meta({ id: "WorkflowFunctions" });
export type WorkflowFunctions = z.infer<typeof workflowFunctionsSchema>;
