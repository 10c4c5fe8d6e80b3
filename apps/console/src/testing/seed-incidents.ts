import { alerts, type Database, HOUR_MS, reports, rollups } from "@tributary/database";
import { writeReport } from "../observability/write-report.ts";

/** How far back the hours go that are added up. */
const HOURS = 24;

/** Adds what a console that has run for a while has besides its documents: hours in figures, a report of the last one, an alert for each source. */
export async function seedIncidents(
  database: Database,
  workspaceId: string,
  sources: Readonly<Record<string, string>>,
): Promise<void> {
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const [from, until] = [new Date(hour - HOURS * HOUR_MS), new Date(hour)];
  await rollups.rollUp(database, { workspaceId, from, until, price: () => undefined, current: true });
  const [last] = (await rollups.list(database, { workspaceId, from, until })).slice(-1);
  if (!last) throw new Error("No hour was added up.");
  const about = { period: "hour", startsAt: last.hour, metrics: last.metrics } as const;
  const { markdown } = writeReport({ ...about, hours: 1, troubled: [] });
  await reports.store(database, { ...about, id: "rep_seeded", workspaceId, markdown });
  const told = { workspaceId, claim: "seeded" };
  for (const [name, sourceId] of Object.entries(sources)) {
    await alerts.report(database, {
      ...{ ...told, condition: "sync-failed", sourceId, severity: name === "git" ? "critical" : "error" },
      summary: `The sync of ${name} failed`,
      text: "The provider answered 503. It is tried again in an hour; what was read before can be found.",
    });
  }
}
