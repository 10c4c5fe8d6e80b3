import { compileExpression, type Expression } from "../cel/expression.ts";
import type { Operation } from "../driver/operation.ts";
import { parseUntil } from "../duration.ts";
import { messageOf } from "../errors.ts";
import { createEvent, internalEvents } from "../events/create-event.ts";
import { mergeSessions } from "../events/sessions.ts";
import { byteLength, isRecord, stringOf } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import { schedule } from "../schedule/schedule.ts";
import type { RunRow } from "../store/runs.ts";
import { failRun } from "./end-run.ts";
import { enqueue } from "./enqueue.ts";

/** Starts what a reported step waits for. A step that is known already is left as it is. */
type OpenStep = (kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation) => void;

/** Opens the step in the file; false when it was reported before. */
export function openStep(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): boolean {
  const known = kernel.store.steps.get(run.runId, operation.id);
  if (known && known.status !== "retrying") return false;
  const { id: stepId, op, label: name, race } = operation;
  kernel.store.steps.open(run.runId, { stepId, op, name, race }, transaction.now);
  return true;
}

/** Fails the run over a step that asks for something impossible. */
export function refuseStep(
  kernel: Kernel,
  transaction: Transaction,
  run: RunRow,
  operation: Operation,
  problem: string,
): void {
  failRun(kernel, transaction, run.runId, "InvalidStepError", `Step "${operation.label}": ${problem}`);
}

const durationHint =
  'The SDK reads durations of one unit ("90m", not "1h 30m"), numbers of milliseconds, dates and Temporal durations.';

/** The instant a sleep or timeout ends at, or what is wrong with it. */
export function readUntil(text: string, now: number): { readonly at: number } | { readonly problem: string } {
  if (text === "") return { problem: `its duration could not be read and came out empty. ${durationHint}` };
  const at = parseUntil(text, now);
  if (at === undefined) return { problem: `"${text}" is neither a duration nor a date. ${durationHint}` };
  if (at - now > limits.waitMs) return { problem: `"${text}" is longer than the longest wait, 366 days.` };
  return { at };
}

/** A step to be run in a call of its own. */
export const planStep: OpenStep = (kernel, transaction, run, operation) => {
  if (!openStep(kernel, transaction, run, operation)) return;
  const input = operation.options.input;
  if (input !== undefined && byteLength(JSON.stringify(input)) > limits.stepInputBytes) {
    refuseStep(kernel, transaction, run, operation, "its input exceeds 4 MB. Pass a reference instead.");
    return;
  }
  enqueue(kernel, transaction, run, {
    kind: "step",
    stepId: operation.id,
    at: transaction.now,
    plannedPosition: kernel.store.steps.lastPosition(run.runId),
  });
};

/** `step.sleep` and `step.sleepUntil`. */
export const sleep: OpenStep = (kernel, transaction, run, operation) => {
  const until = readUntil(operation.name, transaction.now);
  if ("problem" in until) return refuseStep(kernel, transaction, run, operation, until.problem);
  if (!openStep(kernel, transaction, run, operation)) return;
  enqueue(kernel, transaction, run, { kind: "sleep", stepId: operation.id, at: until.at });
};

/** `step.waitForEvent`. */
export const waitForEvent: OpenStep = (kernel, transaction, run, operation) => {
  const timeout = stringOf(operation.options.timeout) ?? "";
  const until = readUntil(timeout, transaction.now);
  if ("problem" in until) return refuseStep(kernel, transaction, run, operation, `timeout: ${until.problem}`);
  if (operation.name === "") return refuseStep(kernel, transaction, run, operation, "it names no event to wait for.");
  const source = stringOf(operation.options.if);
  let expression: Expression | undefined;
  try {
    expression = source === undefined ? undefined : compileExpression(source);
  } catch (error) {
    failRun(kernel, transaction, run.runId, "InvalidExpression", `Step "${operation.label}": ${messageOf(error)}`);
    return;
  }
  if (!openStep(kernel, transaction, run, operation)) return;
  const [trigger = "{}"] = kernel.store.events.bodies(kernel.store.runs.eventIds(run.runId).slice(0, 1));
  const pause = kernel.store.pauses.insert({
    runId: run.runId,
    stepId: operation.id,
    kind: "event",
    eventName: operation.name,
    expression: expression?.source ?? null,
    bindings: expression ? JSON.stringify(expression.bind(JSON.parse(trigger)) ?? null) : null,
    expiresAt: until.at,
  });
  kernel.pauses.add(pause, transaction.now);
  transaction.onRollback(() => kernel.pauses.remove(pause.pauseId));
  enqueue(kernel, transaction, run, { kind: "wait", stepId: operation.id, at: until.at });
};

/** `step.invoke`. */
export const invoke: OpenStep = (kernel, transaction, run, operation) => {
  const { now } = transaction;
  const timeout = operation.options.timeout;
  const until = timeout === undefined ? { at: now + limits.waitMs } : readUntil(stringOf(timeout) ?? "", now);
  if ("problem" in until) return refuseStep(kernel, transaction, run, operation, `timeout: ${until.problem}`);
  if (!openStep(kernel, transaction, run, operation)) return;
  kernel.store.pauses.insert({
    runId: run.runId,
    stepId: operation.id,
    kind: "invoke",
    eventName: null,
    expression: null,
    bindings: null,
    expiresAt: until.at,
  });
  enqueue(kernel, transaction, run, { kind: "wait", stepId: operation.id, at: until.at });
  const correlation = `${run.runId}.${operation.id}`;
  const problem = startInvoked(kernel, transaction, run, operation, correlation);
  if (problem === undefined) return;
  const error = { name: "Error", message: problem };
  // Not at once: the other operations of the same answer come first, so that the run goes on only after all of them.
  transaction.followUp({ kind: "resume", correlation, value: JSON.stringify({ error }) });
};

/** Starts the invoked function; answers why it cannot. */
function startInvoked(
  kernel: Kernel,
  transaction: Transaction,
  run: RunRow,
  operation: Operation,
  correlation: string,
): string | undefined {
  const slug = stringOf(operation.options.function_id) ?? "";
  const config = kernel.registry.get(slug);
  if (!config) return `could not find function with ID: ${slug}`;
  const payload = isRecord(operation.options.payload) ? operation.options.payload : {};
  const data = isRecord(payload.data) ? payload.data : {};
  const source = kernel.registry.get(run.slug);
  const event = createEvent(
    kernel,
    {
      name: internalEvents.invoked,
      data: {
        ...data,
        _inngest: {
          fn_id: slug,
          correlation_id: correlation,
          source_fn_id: run.slug,
          source_app_id: source?.appId ?? "",
        },
      },
      extra: {
        ...(typeof payload.v === "string" ? { v: payload.v } : {}),
        ...mergeSessions(payload.meta),
      },
    },
    transaction.now,
  );
  if (byteLength(event.row.body) > limits.stepInputBytes) return "the payload of the invoke exceeds 4 MB";
  const scheduled = schedule(kernel, transaction, config, event);
  return scheduled.kind === "dropped" ? scheduled.reason : undefined;
}
