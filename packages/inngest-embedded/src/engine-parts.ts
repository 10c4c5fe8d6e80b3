import type { SigningKeys } from "./driver/signing.ts";
import type { EmbeddedInngest } from "./engine.ts";
import type { Router } from "./http/router.ts";
import type { EngineLogger } from "./logger.ts";
import type { RealtimeParts } from "./realtime/socket-server.ts";

/** What serving an engine over HTTP needs of it besides its public members. */
export interface EngineParts extends RealtimeParts {
  readonly router: Router;
  readonly signing: SigningKeys | undefined;
  readonly logger: EngineLogger;
  /** Aborts when the engine has stopped. */
  readonly stopped: AbortSignal;
}

const parts = new WeakMap<EmbeddedInngest, EngineParts>();

/** Notes an engine's parts. */
export function keepParts(engine: EmbeddedInngest, own: EngineParts): EmbeddedInngest {
  parts.set(engine, own);
  return engine;
}

/** The parts of an engine made by `createEmbeddedInngest`; undefined for any other object. */
export function partsOf(engine: EmbeddedInngest): EngineParts | undefined {
  return parts.get(engine);
}
