import type { Durability } from "@tributary/database";
import type { WorkflowsHealth } from "@tributary/validation";
import type { CredentialBudget } from "../connections/budgets.ts";
import type { Env } from "../env/env.ts";
import type { CacheWarmer } from "../observability/cache-warmer.ts";
import type { MetricFamily } from "../observability/registry.ts";
import type { Channel } from "./channel.ts";

/** What the workflow process is told at its start. */
export interface StartSettings {
  readonly env: Env;
  /** Of the console's database, where that is the embedded one. */
  readonly durability: Durability;
  readonly secretKeys: readonly Uint8Array[];
}

/** A request to the engine's API, and its answer, as they cross from one process to the other. */
export interface WireRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the console can ask of its workflow process. */
export interface WorkflowProcessCalls {
  /** Opens everything and begins to work. */
  start(settings: StartSettings): Promise<void>;
  request(request: WireRequest): Promise<WireResponse>;
  health(): Promise<Pick<WorkflowsHealth, "process" | "runs">>;
  metrics(): Promise<readonly MetricFamily[]>;
  budgets(): Promise<readonly CredentialBudget[]>;
  /** Writes down what it counted, which it does by itself every minute. */
  writeUsage(): Promise<void>;
  /** Makes no more calls, waits for those in progress and closes everything. */
  stop(): Promise<void>;
}

/** The calls of the process at the other end. */
export function callsOver(channel: Channel): WorkflowProcessCalls {
  return {
    start: (settings) => channel.call("start", settings) as Promise<void>,
    request: (request) => channel.call("request", request) as Promise<WireResponse>,
    health: () => channel.call("health") as ReturnType<WorkflowProcessCalls["health"]>,
    metrics: () => channel.call("metrics") as ReturnType<WorkflowProcessCalls["metrics"]>,
    budgets: () => channel.call("budgets") as ReturnType<WorkflowProcessCalls["budgets"]>,
    writeUsage: () => channel.call("writeUsage") as Promise<void>,
    stop: () => channel.call("stop") as Promise<void>,
  };
}

/** Name under which the console answers queries ahead of time for its workflow process. */
export const WARM_CALL = "cache.warm";

/** Has the console, which answers the searches, answer queries ahead of time. */
export function createRemoteWarmer(channel: Channel): CacheWarmer {
  return { warm: (...parameters) => channel.call(WARM_CALL, ...parameters) as ReturnType<CacheWarmer["warm"]> };
}
