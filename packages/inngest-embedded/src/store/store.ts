import type { Database } from "./database.ts";
import { createEventStore, type EventStore } from "./events.ts";
import { createFlowStore, type FlowStore } from "./flow.ts";
import { createFunctionStore, type FunctionStore } from "./functions.ts";
import { createPauseStore, type PauseStore } from "./pauses.ts";
import { createQueueStore, type QueueStore } from "./queue.ts";
import { createRunStore, type RunStore } from "./runs.ts";
import { createStepStore, type StepStore } from "./steps.ts";

/** Every table behind typed functions. */
export interface Store {
  readonly functions: FunctionStore;
  readonly events: EventStore;
  readonly runs: RunStore;
  readonly steps: StepStore;
  readonly queue: QueueStore;
  readonly pauses: PauseStore;
  readonly flow: FlowStore;
}

/** Prepares all statements once. */
export function createStore(database: Database): Store {
  return {
    functions: createFunctionStore(database),
    events: createEventStore(database),
    runs: createRunStore(database),
    steps: createStepStore(database),
    queue: createQueueStore(database),
    pauses: createPauseStore(database),
    flow: createFlowStore(database),
  };
}
