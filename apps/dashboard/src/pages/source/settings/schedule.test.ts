import { describe, expect, it } from "vitest";
import { readSchedule, scheduleWords, writeSchedule } from "./schedule.ts";

describe("a schedule", () => {
  it.each([
    [null, { every: "night" }],
    ["*/15 * * * *", { every: "15-minutes" }],
    ["0 */6 * * *", { every: "6-hours" }],
    ["30 6 * * *", { every: "day", time: "06:30" }],
    ["0 18 * * 1-5", { every: "weekday", time: "18:00" }],
    ["0 6 1 * *", { every: "own", cron: "0 6 1 * *" }],
    ["75 6 * * *", { every: "own", cron: "75 6 * * *" }],
  ])("%s is read and written as it was", (cron, choice) => {
    expect(readSchedule(cron)).toEqual(choice);
    expect(writeSchedule(readSchedule(cron))).toBe(cron);
  });

  it("is said in words with its time zone", () => {
    expect(scheduleWords({ cron: "30 6 * * *", timezone: "Europe/Prague" })).toBe("Every day at 06:30 (Europe/Prague)");
    expect(scheduleWords(null)).toBe("Every night at 02:00 UTC, with the others");
    expect(scheduleWords({ cron: "0 * * * *", timezone: "UTC" })).toBe("Every hour");
  });
});
