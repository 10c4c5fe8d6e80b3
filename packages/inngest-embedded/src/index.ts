export { type EngineClock, systemClock } from "./clock.ts";
export { EMBEDDED_BASE_URL } from "./driver/sdk-handler.ts";
export {
  createEmbeddedInngest,
  type EmbeddedInngest,
  type EmbeddedInngestOptions,
  type Registration,
} from "./engine.ts";
export { EmbeddedInngestError, type EmbeddedInngestErrorCode } from "./errors.ts";
export type { SerializedError } from "./kernel.ts";
export type { EngineLogger } from "./logger.ts";
export type { EngineStats, RunDetails, RunFilter, RunStep, RunSummary, Runs } from "./runs/types.ts";
export type { RunStatus } from "./store/runs.ts";
export type { StepStatus } from "./store/steps.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
