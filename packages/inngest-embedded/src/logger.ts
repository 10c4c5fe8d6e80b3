/** Where the engine reports what it does; `fields` are safe to log: ids and reasons, never event data. */
export interface EngineLogger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const ignore = (): void => {};

/** Reports nothing: the default. */
export const silentLogger: EngineLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
