import { compileExpression } from "../cel/expression.ts";
import { parseUntil } from "../duration.ts";
import type { IncomingEvent, Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import { endRun } from "../ops/end-run.ts";
import { enqueue } from "../ops/enqueue.ts";
import type { FunctionConfig } from "../registry/config.ts";
import type { NewRun } from "../store/runs.ts";
import { appendToBatch, debounce } from "./gather.ts";
import { bucketKey, gateValues, keyValue, priorityMs } from "./keys.ts";
import { admitRate } from "./rate-limit.ts";

/** What became of a request to run a function. */
export type Scheduled =
  | { readonly kind: "run"; readonly runId: string }
  /** Held back by a debounce or a batch. */
  | { readonly kind: "gathered" }
  /** Not run, and never will be. */
  | { readonly kind: "dropped"; readonly reason: string };

/** The invoke that waits for this event's run, as `<run>.<step>`. */
function correlationOf(event: IncomingEvent): string | undefined {
  const data = event.content.data as Readonly<Record<string, unknown>> | undefined;
  const internal = data?._inngest as Readonly<Record<string, unknown>> | undefined;
  return typeof internal?.correlation_id === "string" ? internal.correlation_id : undefined;
}

function idempotencyKeyOf({ row }: IncomingEvent): string {
  return row.publicId ?? row.eventId;
}

/** Takes an event for a function through batch, rate limit and debounce, and starts a run unless one of them keeps it. */
export function schedule(
  kernel: Kernel,
  transaction: Transaction,
  config: FunctionConfig,
  event: IncomingEvent,
): Scheduled {
  const { store } = kernel;
  const { now } = transaction;
  if (config.batch && appendToBatch(kernel, transaction, config, config.batch, event)) return { kind: "gathered" };
  // An event whose id has started a run will start none, so it takes nothing from the rate either.
  const isRepeated = store.events.claimant(config.slug, idempotencyKeyOf(event), now) !== undefined;
  if (!isRepeated && !admitRate(kernel, config, event, now)) {
    return { kind: "dropped", reason: "invoked function is rate limited" };
  }
  if (config.debounce && debounce(kernel, transaction, config, config.debounce, event)) return { kind: "gathered" };
  return startRun(kernel, transaction, config, [event]);
}

/** Where a run comes from, when not from an event alone. */
export interface RunOrigin {
  /** The batch its events were gathered in. */
  readonly batchId?: string | null;
  /** It repeats another run by hand: at once, whatever was run for its events before, and nobody waits for its result. */
  readonly isRerun?: boolean;
}

/** Creates a run for these events, past batch, rate limit and debounce. */
export function startRun(
  kernel: Kernel,
  transaction: Transaction,
  config: FunctionConfig,
  events: readonly IncomingEvent[],
  { batchId = null, isRerun = false }: RunOrigin = {},
): Scheduled {
  const { store } = kernel;
  const { now } = transaction;
  const [event] = events;
  if (!event) return { kind: "dropped", reason: "there is no event" };
  const runId = kernel.nextUlid();

  if (kernel.paused.skips(config.slug)) {
    return { kind: "dropped", reason: "invoked function is paused" };
  }
  const singletonKey = singletonKeyOf(config, event, now);
  if (singletonKey !== null && config.singleton?.mode === "skip" && store.flow.holder(singletonKey) !== undefined) {
    return { kind: "dropped", reason: "invoked function is skipped: another run of this singleton is not over" };
  }
  const idempotencyKey = batchId ?? idempotencyKeyOf(event);
  if (
    !isRerun &&
    store.events.claim(config.slug, idempotencyKey, runId, now, now + limits.idempotencyMs) !== undefined
  ) {
    return { kind: "dropped", reason: "a run for the same event id exists" };
  }
  if (singletonKey !== null) takeSingleton(kernel, transaction, singletonKey, runId);

  for (const { row } of events) store.events.insert(row);
  const correlations = isRerun ? [] : events.map(correlationOf).filter((correlation) => correlation !== undefined);
  const run: NewRun = {
    runId,
    slug: config.slug,
    score: now - priorityMs(config, event, now),
    gateValues: gateValues(config, event, now),
    correlation: correlations.length > 0 ? correlations.join(",") : null,
    singletonKey,
    throttleKey: config.throttle
      ? bucketKey("throttle", config.slug, config.throttle.key, keyValue(config.throttle.key, event, now))
      : null,
    batchId,
    createdAt: now,
  };
  store.runs.insert(
    run,
    events.map(({ row }) => row.eventId),
  );
  if (batchId === null) addCancelWaits(kernel, transaction, config, event, runId);
  const at = batchId === null && !isRerun ? Math.max(now, event.timestamp) : now;
  enqueue(kernel, transaction, run, { kind: "start", at });
  if (config.startTimeoutMs !== undefined && batchId === null) {
    enqueue(kernel, transaction, run, { kind: "start-timeout", at: now + config.startTimeoutMs });
  }
  return { kind: "run", runId };
}

function singletonKeyOf(config: FunctionConfig, event: IncomingEvent, now: number): string | null {
  if (!config.singleton) return null;
  const value = keyValue(config.singleton.key, event, now);
  // A key that evaluates to false switches the rule off for this event.
  return value === false ? null : bucketKey("singleton", config.slug, config.singleton.key, value);
}

function takeSingleton(kernel: Kernel, transaction: Transaction, key: string, runId: string): void {
  const holder = kernel.store.flow.holder(key);
  if (holder !== undefined) {
    endRun(kernel, transaction, holder, {
      status: "cancelled",
      error: { name: "Cancelled", message: "A newer run of this singleton took its place." },
    });
  }
  kernel.store.flow.hold(key, runId);
}

function addCancelWaits(
  kernel: Kernel,
  transaction: Transaction,
  config: FunctionConfig,
  event: IncomingEvent,
  runId: string,
): void {
  for (const cancel of config.cancels) {
    const expression = cancel.expression === undefined ? undefined : compileExpression(cancel.expression);
    const expiresAt = cancel.timeout === undefined ? undefined : parseUntil(cancel.timeout, transaction.now);
    const pause = kernel.store.pauses.insert({
      runId,
      stepId: null,
      kind: "cancel",
      eventName: cancel.event,
      expression: expression?.source ?? null,
      bindings: expression ? JSON.stringify(expression.bind(event.content) ?? null) : null,
      expiresAt: expiresAt ?? transaction.now + limits.waitMs,
    });
    kernel.pauses.add(pause, transaction.now);
    transaction.onRollback(() => kernel.pauses.remove(pause.pauseId));
  }
}
