import { destination, type Logger, pino } from "pino";
import type { Env } from "./env/env.ts";

/** The process's logger: JSON lines on standard error, so that standard output stays the program's answer. */
export function createLogger(level: NonNullable<Env["logLevel"]>): Logger {
  return pino({ level, base: null }, destination({ fd: 2, sync: true }));
}
