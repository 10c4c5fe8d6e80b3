import { Cron } from "croner";
import { EmbeddedInngestError } from "../errors.ts";

const prefix = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/;
const plainField = /^[\d*,/-]+$/;
const months = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC";
const monthField = new RegExp(`^(?:[\\d*,/-]|${months})+$`, "i");
const weekdayField = /^(?:[0-6*,/-]|SUN|MON|TUE|WED|THU|FRI|SAT)+$/i;

/** A schedule: five cron fields, in UTC or after `TZ=<zone>`. */
export interface CronExpression {
  readonly source: string;
  /** The first instant after `after` (both in milliseconds), or undefined when there is none. */
  next(after: number): number | undefined;
}

function refuse(source: string, reason: string, cause?: unknown): EmbeddedInngestError {
  return new EmbeddedInngestError("invalid-config", `The cron schedule "${source}" is not valid: ${reason}.`, {
    cause,
  });
}

/** Parses a schedule by the rules of the hosted service: no seconds, no `@daily`, no `L`, `W` or `#`. Throws `invalid-config`. */
export function parseCron(source: string): CronExpression {
  const zoned = prefix.exec(source.trim());
  const timezone = zoned?.[1] ?? "UTC";
  const pattern = (zoned?.[2] ?? source).trim();
  const fields = pattern.split(/\s+/);
  if (fields.length !== 5) throw refuse(source, "it needs five fields (minute hour day month weekday)");
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  for (const field of [minute, hour, day]) {
    if (!plainField.test(field)) throw refuse(source, `"${field}" may hold only digits and * , - /`);
  }
  if (!monthField.test(month)) throw refuse(source, `"${month}" is no month`);
  if (!weekdayField.test(weekday)) throw refuse(source, `"${weekday}" is no weekday (0-6 or SUN-SAT)`);
  const cron = construct(source, fields.join(" "), timezone);
  return { source, next: (after) => cron.nextRun(new Date(after))?.getTime() };
}

function construct(source: string, pattern: string, timezone: string): Cron {
  try {
    const cron = new Cron(pattern, { timezone, mode: "5-part", paused: true });
    // An unknown zone shows only when a time is asked for.
    cron.nextRun(new Date(0));
    return cron;
  } catch (error) {
    throw refuse(source, error instanceof Error ? error.message : String(error), error);
  }
}
