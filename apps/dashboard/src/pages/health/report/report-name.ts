import type { ReportSummary } from "../../../api/reports.ts";

const day = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en", {
  ...{ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  hour12: false,
  timeZone: "UTC",
});

/** The day or the hour a report is of; reports are of UTC's days, wherever somebody reads them. */
export function reportName({ period, startsAt }: Pick<ReportSummary, "period" | "startsAt">): string {
  const start = new Date(startsAt);
  return period === "day" ? day.format(start) : `${hour.format(start)} UTC`;
}
