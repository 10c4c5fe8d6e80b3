import { type Operation, readOperation } from "../driver/operation.ts";
import { createEvent, internalEvents } from "../events/create-event.ts";
import { isRecord, numberOf, stringOf } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import { applyOperations, saveStep } from "../ops/apply-operations.ts";
import { isDeferOperation, noteDefer } from "../ops/defers.ts";
import { enqueue, reschedule } from "../ops/enqueue.ts";
import type { QueueItem } from "../store/queue.ts";
import type { RunRow } from "../store/runs.ts";
import type { EndpointOrigins } from "./endpoint-origins.ts";
import { type EndpointRequest, readEndpointRequest } from "./endpoint-request.ts";
import { endpointSlug } from "./endpoint-slug.ts";

/** What became of a report of a durable endpoint; a refusal has the status to answer with. */
export type EndpointVerdict =
  | { readonly kind: "saved"; readonly run: RunRow }
  | { readonly kind: "refused"; readonly status: number; readonly reason: string };

/**
 * How long an endpoint that answers its caller directly may report nothing, in milliseconds, before it counts as lost
 * and is called again.
 */
const silenceMs = 15 * 60_000;
const runIdPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const defaultRetries = 3;

function refuse(status: number, reason: string): EndpointVerdict {
  return { kind: "refused", status, reason };
}

/** `POST /v1/checkpoint`: the first report of a durable endpoint creates its run. A repeated one is the same report. */
export async function beginEndpointRun(
  kernel: Kernel,
  body: unknown,
  mayCall: EndpointOrigins,
): Promise<EndpointVerdict> {
  if (!isRecord(body) || !isRecord(body.event)) return refuse(400, "the report of an endpoint needs its event");
  const runId = stringOf(body.run_id) ?? "";
  const request = readEndpointRequest(body.event.data);
  if (!runIdPattern.test(runId)) return refuse(400, `"${runId}" is no run id`);
  if (body.event.name !== internalEvents.httpRequest || !request) return refuse(400, "the event describes no request");
  if (!mayCall(request.origin)) {
    return refuse(403, `The engine may not call ${request.origin}. Add it to the option endpointOrigins.`);
  }
  const operations = readOperations(body.steps);
  if (!operations) return refuse(400, "the report holds an operation the engine cannot read");
  const start = { runId, request, data: body.event.data, retries: body.retries, version: body.request_version };
  return kernel.submit((transaction) => {
    const known = kernel.store.runs.get(runId);
    if (known && kernel.store.endpointRuns.maxAttempts(runId) === undefined) return refuse(409, "the run id is taken");
    if (!known) createRun(kernel, transaction, start);
    return report(kernel, transaction, runId, operations);
  });
}

/** `POST /v1/checkpoint/:run/steps`: what the endpoint did since. */
export async function continueEndpointRun(kernel: Kernel, runId: string, body: unknown): Promise<EndpointVerdict> {
  const operations = readOperations(isRecord(body) ? body.steps : undefined);
  if (!operations) return refuse(400, "the report holds an operation the engine cannot read");
  return kernel.submit((transaction) => {
    if (kernel.store.endpointRuns.maxAttempts(runId) === undefined) return refuse(404, `There is no run "${runId}".`);
    return report(kernel, transaction, runId, operations);
  });
}

function readOperations(steps: unknown): readonly Operation[] | undefined {
  if (!Array.isArray(steps)) return undefined;
  const operations = steps.map(readOperation).filter((operation) => operation !== undefined);
  return operations.length === steps.length ? operations : undefined;
}

interface RunStart {
  readonly runId: string;
  readonly request: EndpointRequest;
  readonly data: unknown;
  readonly retries: unknown;
  readonly version: unknown;
}

function createRun(kernel: Kernel, transaction: Transaction, start: RunStart): void {
  const { store } = kernel;
  const { now } = transaction;
  const data = start.data as Readonly<Record<string, unknown>>;
  const event = createEvent(kernel, { name: internalEvents.httpRequest, data }, now);
  store.events.insert(event.row);
  const run = {
    runId: start.runId,
    slug: endpointSlug(start.request.origin, start.request.name),
    score: now,
    gateValues: "{}",
    correlation: null,
    singletonKey: null,
    throttleKey: null,
    batchId: null,
    createdAt: now,
  };
  store.runs.insert(run, [event.row.eventId]);
  store.runs.start(run.runId, now);
  store.runs.setRequest(run.runId, numberOf(start.version) ?? 2, false);
  const retries = Math.min(Math.max(numberOf(start.retries) ?? defaultRetries, 0), limits.retriesPerFunction);
  store.endpointRuns.insert(run.runId, retries + 1);
  // Calls the endpoint again should it fall silent; as long as it reports, this is put off.
  enqueue(kernel, transaction, run, { kind: "discover", at: now + silenceMs });
  store.endpointRuns.setDirectItem(run.runId, store.queue.pendingReplay(run.runId)?.itemId ?? null);
}

function report(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  reported: readonly Operation[],
): EndpointVerdict {
  const { store } = kernel;
  const run = store.runs.get(runId);
  if (!run) return refuse(404, `There is no run "${runId}".`);
  const item = store.queue.pendingReplay(runId);
  // A report that comes twice, or after the engine took the run over, changes nothing.
  const isDirect = item?.itemId === store.endpointRuns.directItem(runId) && item.attempt === 0;
  if (run.endedAt !== null || !item || !isDirect) return { kind: "saved", run };
  for (const operation of reported.filter(isDeferOperation)) {
    if (!noteDefer(kernel, transaction, run, operation)) return { kind: "saved", run };
  }
  const operations = reported.filter((operation) => !isDeferOperation(operation));
  const goesOn = operations.every(({ op }) => op === "StepRun" || op === "Step");
  if (goesOn) {
    const saved = operations.every((operation) => saveStep(kernel, transaction, runId, operation, item.attempt + 1));
    if (saved) putOff(kernel, transaction, item, transaction.now + silenceMs);
    return { kind: "saved", run };
  }
  store.endpointRuns.setDirectItem(runId, null);
  if (operations.some(({ op }) => op === "DiscoveryRequest")) {
    putOff(kernel, transaction, item, transaction.now);
  } else {
    applyOperations(kernel, transaction, run, item, operations, undefined);
  }
  return { kind: "saved", run };
}

function putOff(kernel: Kernel, transaction: Transaction, item: QueueItem, at: number): void {
  reschedule(kernel, transaction, item, { at, attempt: 0 });
}
