import type { WorkflowFunctions, WorkflowRun, WorkflowRunDetails, WorkflowStep } from "@tributary/validation";
import { z } from "zod";

/** What the engine reports of a run, as far as it is shown. */
const runSchema = z.object({
  run_id: z.string(),
  function_id: z.string(),
  function_name: z.string(),
  status: z.string(),
  trigger: z.object({ kind: z.enum(["event", "schedule", "invoke"]), name: z.string(), run_id: z.string().nullable() }),
  attempt: z.number(),
  queued_at: z.string(),
  run_started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});

const payloadSchema = z.object({ text: z.string(), bytes: z.number(), cut: z.boolean() }).nullable();
const errorSchema = z
  .object({ name: z.string(), message: z.string(), stack: z.string().optional() })
  .transform(({ name, message, stack = null }) => ({ name, message, stack }))
  .nullable();
const attemptsSchema = z.array(z.object({ attempt: z.number(), at: z.string(), error: errorSchema }));

const stepSchema = z.object({
  id: z.string(),
  name: z.string(),
  op: z.string(),
  state: z.enum(["queued", "running", "waiting", "retrying", "completed", "failed", "abandoned"]),
  queued_at: z.string().nullable(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  due_at: z.string().nullable(),
  attempts: attemptsSchema,
  input: payloadSchema,
  output: payloadSchema,
  error: errorSchema,
  invoked_run_id: z.string().nullable(),
});

const traceSchema = z.object({
  data: runSchema.extend({
    original_run_id: z.string().nullable(),
    from_step_id: z.string().nullable(),
    event: z
      .object({ internal_id: z.string(), name: z.string(), received_at: z.string(), count: z.number() })
      .nullable(),
    input: payloadSchema,
    output: payloadSchema,
    error: errorSchema,
    attempts: attemptsSchema,
    steps: z.array(stepSchema),
  }),
});

const listSchema = z.object({ data: z.array(runSchema), cursor: z.string().nullable() });

const functionsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      max_attempts: z.number(),
      paused: z.boolean(),
      triggers: z.array(
        z.union([z.object({ cron: z.string() }), z.object({ event: z.string(), expression: z.string().nullable() })]),
      ),
    }),
  ),
});

/** Kinds of steps by the operation the SDK reports; every other one is code that ran. */
const kinds: Readonly<Record<string, WorkflowStep["kind"]>> = {
  Sleep: "sleep",
  WaitForEvent: "wait-for-event",
  WaitForSignal: "wait-for-signal",
  InvokeFunction: "invoke",
  Gateway: "fetch",
  AIGateway: "ai",
};

/** Reads the engine's list of runs. */
export function readRuns(answer: unknown): { runs: WorkflowRun[]; next: string | null } {
  const { data, cursor } = listSchema.parse(answer);
  return { runs: data.map(toRun), next: cursor };
}

/** Reads the engine's report of one run. */
export function readRunDetails(answer: unknown): WorkflowRunDetails {
  const { data } = traceSchema.parse(answer);
  const { original_run_id, from_step_id, event, input, output, error, attempts, steps } = data;
  return {
    ...toRun(data),
    originalRunId: original_run_id,
    fromStepId: from_step_id,
    event: event && { id: event.internal_id, name: event.name, receivedAt: event.received_at, count: event.count },
    ...{ input, output, error, attempts },
    steps: steps.map(toStep),
  };
}

/** Reads the engine's list of functions. */
export function readFunctions(answer: unknown): WorkflowFunctions {
  const functions = functionsSchema.parse(answer).data.map(({ id, name, max_attempts, paused, triggers }) => ({
    ...{ id, name, maxAttempts: max_attempts, paused },
    triggers: triggers.map((trigger) =>
      "cron" in trigger
        ? { kind: "schedule" as const, name: trigger.cron, condition: null }
        : { kind: "event" as const, name: trigger.event, condition: trigger.expression },
    ),
  }));
  return { functions };
}

function toRun(run: z.infer<typeof runSchema>): WorkflowRun {
  const { run_id, function_id, function_name, status, trigger, attempt, queued_at, run_started_at, ended_at } = run;
  return {
    id: run_id,
    function: function_id,
    functionName: function_name,
    status: status.toLowerCase() as WorkflowRun["status"],
    trigger: { kind: trigger.kind, name: trigger.name, runId: trigger.run_id },
    attempt,
    queuedAt: queued_at,
    startedAt: run_started_at,
    endedAt: ended_at,
  };
}

function toStep(step: z.infer<typeof stepSchema>): WorkflowStep {
  const { id, name, op, state, attempts, input, output, error } = step;
  return {
    ...{ id, name, attempts, input, output, error },
    kind: kinds[op] ?? "run",
    status: state === "abandoned" ? "cancelled" : state,
    queuedAt: step.queued_at,
    startedAt: step.started_at,
    endedAt: step.ended_at,
    dueAt: step.due_at,
    invokedRunId: step.invoked_run_id,
  };
}
