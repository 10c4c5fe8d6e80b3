import { type Database, HOUR_MS, rollups } from "@tributary/database";
import type { WorkflowInput } from "@tributary/validation";
import { embeddingPrice } from "../search-index/prices.ts";

const DAY_MS = 24 * HOUR_MS;

/** Days whose report is made in one go, after a long pause. */
const DAYS_MAX = 7;

/** What was added up, and the reports that are due after it. */
export interface RolledUp {
  readonly workspaces: number;
  readonly hours: number;
  readonly reports: readonly WorkflowInput<"report.generate">[];
}

/**
 * Adds up the hours before `until` (milliseconds, start of an hour) of the workspaces that wait longest, back to `since`.
 * Reports are due of the last hour, and of each day that ended meanwhile.
 */
export async function rollUpDue(
  database: Database,
  input: { readonly since: number; readonly until: number; readonly limit: number; readonly now: number },
): Promise<RolledUp> {
  const { since, until, limit, now } = input;
  const due = await rollups.due(database, { since: new Date(since), until: new Date(until), limit });
  const reports: WorkflowInput<"report.generate">[] = [];
  let hours = 0;
  for (const { workspaceId, from } of due) {
    // Of hours that passed unseen nobody knows what there was to be found; only the last one is over just now.
    const current = now - until < HOUR_MS;
    hours += await rollups.rollUp(database, {
      ...{ workspaceId, price: embeddingPrice, current },
      from: new Date(from),
      until: new Date(until),
    });
    const report = (period: "hour" | "day", start: number) =>
      reports.push({ workspaceId, period, startsAt: new Date(start).toISOString() });
    report("hour", until - HOUR_MS);
    const firstMidnight = Math.max(Math.floor(Date.parse(from) / DAY_MS) * DAY_MS + DAY_MS, until - DAYS_MAX * DAY_MS);
    for (let end = Math.ceil(firstMidnight / DAY_MS) * DAY_MS; end <= until; end += DAY_MS) report("day", end - DAY_MS);
  }
  return { workspaces: due.length, hours, reports };
}
