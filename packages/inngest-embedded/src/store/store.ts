import type { Database } from "./database.ts";
import { createDeferStore, type DeferStore } from "./defers.ts";
import { createEndpointRunStore, type EndpointRunStore } from "./endpoint-runs.ts";
import { createEventStore, type EventStore } from "./events.ts";
import { createFailedAttemptStore, type FailedAttemptStore } from "./failed-attempts.ts";
import { createFlowStore, type FlowStore } from "./flow.ts";
import { createFunctionStore, type FunctionStore } from "./functions.ts";
import { createGatewayRequestStore, type GatewayRequestStore } from "./gateway-requests.ts";
import { createPausedFunctionStore, type PausedFunctionStore } from "./paused-functions.ts";
import { createPauseStore, type PauseStore } from "./pauses.ts";
import { createQueueStore, type QueueStore } from "./queue.ts";
import { createRerunStore, type RerunStore } from "./reruns.ts";
import { createRunMetadataStore, type RunMetadataStore } from "./run-metadata.ts";
import { createRunStore, type RunStore } from "./runs.ts";
import { createSignalStore, type SignalStore } from "./signals.ts";
import { createStepStore, type StepStore } from "./steps.ts";

/** Every table behind typed functions. */
export interface Store {
  readonly functions: FunctionStore;
  readonly events: EventStore;
  readonly runs: RunStore;
  readonly steps: StepStore;
  readonly failedAttempts: FailedAttemptStore;
  readonly queue: QueueStore;
  readonly pauses: PauseStore;
  readonly signals: SignalStore;
  readonly defers: DeferStore;
  readonly reruns: RerunStore;
  readonly pausedFunctions: PausedFunctionStore;
  readonly gatewayRequests: GatewayRequestStore;
  readonly runMetadata: RunMetadataStore;
  readonly endpointRuns: EndpointRunStore;
  readonly flow: FlowStore;
}

/** Prepares all statements once. */
export function createStore(database: Database): Store {
  return {
    functions: createFunctionStore(database),
    events: createEventStore(database),
    runs: createRunStore(database),
    steps: createStepStore(database),
    failedAttempts: createFailedAttemptStore(database),
    queue: createQueueStore(database),
    pauses: createPauseStore(database),
    signals: createSignalStore(database),
    defers: createDeferStore(database),
    reruns: createRerunStore(database),
    pausedFunctions: createPausedFunctionStore(database),
    gatewayRequests: createGatewayRequestStore(database),
    runMetadata: createRunMetadataStore(database),
    endpointRuns: createEndpointRunStore(database),
    flow: createFlowStore(database),
  };
}
