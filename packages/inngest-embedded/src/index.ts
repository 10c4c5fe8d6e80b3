export { type EngineClock, systemClock } from "./clock.ts";
export { EMBEDDED_BASE_URL } from "./driver/sdk-handler.ts";
export {
  createEmbeddedInngest,
  type EmbeddedInngest,
  type EmbeddedInngestOptions,
  type Registration,
} from "./engine.ts";
export { EmbeddedInngestError, type EmbeddedInngestErrorCode } from "./errors.ts";
export type { EgressOptions } from "./gateway/egress.ts";
export { type EngineServer, type ServeEngineOptions, serveEngine } from "./http/server.ts";
export type { SerializedError } from "./kernel.ts";
export type { EngineLogger } from "./logger.ts";
export type { RerunFromStep, RerunOptions } from "./ops/rerun.ts";
export type { EngineStats, RunDetails, RunFilter, RunMetadata, RunStep, RunSummary, Runs } from "./runs/types.ts";
export type { PausedFunction } from "./store/paused-functions.ts";
export type { RunStatus } from "./store/runs.ts";
export type { StepStatus } from "./store/steps.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
