/** When a source is synced, as a person chooses it. */
export type ScheduleChoice =
  | { readonly every: "night" }
  | { readonly every: "15-minutes" | "30-minutes" | "hour" | "6-hours" }
  | { readonly every: "day" | "weekday"; readonly time: string }
  | { readonly every: "own"; readonly cron: string };

/** The names of the choices. */
export type ScheduleName = ScheduleChoice["every"];

/** The choices in the order they are offered. */
export const scheduleNames: Record<ScheduleName, string> = {
  night: "Every night, with the others",
  "15-minutes": "Every 15 minutes",
  "30-minutes": "Every 30 minutes",
  hour: "Every hour",
  "6-hours": "Every 6 hours",
  day: "Every day at …",
  weekday: "Monday to Friday at …",
  own: "Another schedule (cron)",
};

const intervals: Record<string, "15-minutes" | "30-minutes" | "hour" | "6-hours"> = {
  "*/15 * * * *": "15-minutes",
  "*/30 * * * *": "30-minutes",
  "0 * * * *": "hour",
  "0 */6 * * *": "6-hours",
};

/** What a schedule is, of its five cron fields; null: it is synced every night with the others. */
export function readSchedule(cron: string | null): ScheduleChoice {
  if (cron === null) return { every: "night" };
  const fields = cron.trim().replace(/\s+/g, " ");
  const interval = intervals[fields];
  if (interval) return { every: interval };
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* (\*|1-5)$/.exec(fields);
  const [, minute, hour, days] = daily ?? [];
  if (minute === undefined || hour === undefined || Number(minute) > 59 || Number(hour) > 23)
    return { every: "own", cron: fields };
  return { every: days === "*" ? "day" : "weekday", time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
}

/** The five cron fields of a choice; null: every night with the others. */
export function writeSchedule(choice: ScheduleChoice): string | null {
  switch (choice.every) {
    case "night":
      return null;
    case "own":
      return choice.cron.trim().replace(/\s+/g, " ");
    case "day":
    case "weekday": {
      const [hour = "0", minute = "0"] = choice.time.split(":");
      return `${Number(minute)} ${Number(hour)} * * ${choice.every === "day" ? "*" : "1-5"}`;
    }
    default:
      return Object.keys(intervals).find((cron) => intervals[cron] === choice.every) ?? null;
  }
}

/** A schedule in words: `Every day at 06:30 (Europe/Prague)`. */
export function scheduleWords(schedule: { readonly cron: string; readonly timezone: string } | null): string {
  const choice = readSchedule(schedule?.cron ?? null);
  switch (choice.every) {
    case "night":
      return "Every night at 02:00 UTC, with the others";
    case "day":
      return `Every day at ${choice.time} (${schedule?.timezone})`;
    case "weekday":
      return `Monday to Friday at ${choice.time} (${schedule?.timezone})`;
    case "own":
      return `By the cron schedule ${choice.cron} (${schedule?.timezone})`;
    default:
      return scheduleNames[choice.every];
  }
}
