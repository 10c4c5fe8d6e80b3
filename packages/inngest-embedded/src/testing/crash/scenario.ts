import type { Inngest, InngestFunction } from "inngest";

/** What the functions of a scenario work with. */
export interface World {
  readonly client: Inngest.Any;
  /** Where a server of the world outside answers. */
  readonly outsideUrl: string;
  /** A step body that notes its execution outside the engine and returns `value`. */
  effect<Value>(runId: string, step: string, value: Value): () => Value;
  /** The same, but it throws until it was executed more than `failures` times over all lives. */
  flaky<Value>(runId: string, step: string, failures: number, value: Value): () => Value;
  /** How often a step of a run was executed, over all lives of the process. */
  executions(runId: string, step: string): number;
}

/** Events sent together at one moment of a scenario. */
export interface Arrival {
  /** Milliseconds after the scenario's start. */
  readonly at: number;
  readonly events: readonly { readonly name: string; readonly id?: string; readonly data?: Record<string, unknown> }[];
}

/** A part of the crash suite's workload: functions, what is sent to them, and when. */
export interface Scenario {
  readonly name: string;
  readonly arrivals: readonly Arrival[];
  /** Milliseconds after its start by which the scenario is over. */
  readonly endsAt: number;
  /** False when its outcome depends on what time an event arrives or a call is made. */
  readonly isTimeless: boolean;
  /** Functions of which only the status is compared: a kill in their last attempt gives another error. */
  readonly endsOnly?: readonly string[];
  functions(world: World): InngestFunction.Any[];
}

/** A minute, in milliseconds. */
export const minute = 60_000;

/** Retries enough that no number of kills in these tests uses them up. */
export const manyRetries = 20;

/** Function options for one event, with many retries. */
export function onEvent(name: string): { triggers: [{ event: string }]; retries: typeof manyRetries } {
  return { triggers: [{ event: name }], retries: manyRetries };
}

/** The number `n` of an event's data. */
export function numberIn(event: { readonly data?: unknown }): number {
  return Number((event.data as { readonly n?: unknown } | undefined)?.n);
}
