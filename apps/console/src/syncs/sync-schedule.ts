import type { SyncSchedule } from "@tributary/validation";
import { Cron } from "croner";
import { ApiError } from "../error-answers.ts";

/** What a schedule looks like, for whoever wrote one that is none. */
const EXAMPLE = 'five fields are needed, minute hour day month weekday, for example "0 6 * * 1-5"';

/**
 * The first time after `after` that a schedule asks for a sync; null when none comes. By the clock of its time zone: a time
 * that a change to summer time leaves out comes an hour later. Throws for what is no schedule.
 */
export function nextSyncAfter({ cron, timezone }: SyncSchedule, after: Date): Date | null {
  return new Cron(cron, { timezone, mode: "5-part", paused: true }).nextRun(after);
}

/** Checks what a person gave as a schedule and says when it comes due. Throws `invalid-request` with what is wrong. */
export function checkSchedule(
  given: SyncSchedule,
  now: Date,
): { readonly schedule: SyncSchedule; readonly next: Date } {
  const schedule = { cron: given.cron.trim().replace(/\s+/g, " "), timezone: given.timezone };
  const { cron, timezone } = schedule;
  if (!isTimeZone(timezone)) {
    throw refuse(`"${timezone}" is no time zone: give one of the IANA database, for example "Europe/Prague".`);
  }
  if (cron.split(" ").length !== 5) throw refuse(`"${cron}" is no cron schedule: ${EXAMPLE}.`);
  let next: Date | null;
  try {
    next = nextSyncAfter(schedule, now);
  } catch {
    throw refuse(`"${cron}" is no cron schedule: ${EXAMPLE}.`);
  }
  if (!next) throw refuse(`"${cron}" never comes: no such day is in the calendar.`);
  return { schedule, next };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function refuse(message: string): ApiError {
  return new ApiError(400, "invalid-request", message);
}
