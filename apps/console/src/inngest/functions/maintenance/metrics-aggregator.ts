import { HOUR_MS } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { rollUpDue } from "../../../observability/roll-up-due.ts";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Workspaces of one step. */
const WORKSPACES_PER_STEP = 50;

/** Steps of one run, two for each page; those that are not reached are first the next time. */
const PAGES = 45;

/** How far back hours are caught up on that passed while nothing ran. */
const CAUGHT_UP_HOURS = 7 * 24;

/**
 * Adds up what happened in each workspace in the hours that have passed, also those in which nothing ran, and has reports
 * made of them.
 */
export function metricsAggregator({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "metrics.aggregator", triggers: [cron("0 * * * *")], concurrency: { limit: 1 } },
    async ({ step }): Promise<WorkflowOutput<"metrics.aggregator">> => {
      const now = await step.run("now", () => Date.now());
      const until = Math.floor(now / HOUR_MS) * HOUR_MS;
      const since = until - CAUGHT_UP_HOURS * HOUR_MS;
      // What is counted here is written every minute, and the last one is of the hour that just ended.
      await step.run("write-usage", () => services.telemetry.usage.flush());
      const totals = { workspaces: 0, hours: 0 };
      for (let page = 0; page < PAGES; page++) {
        const done = await step.run(`add-up-${page}`, () =>
          withRetryPolicy(() => rollUpDue(services.database, { since, until, now, limit: WORKSPACES_PER_STEP })),
        );
        totals.workspaces += done.workspaces;
        totals.hours += done.hours;
        // A repeated step asks once; the next hour's look, which knows what came late, asks for the day again.
        const events = done.reports.map((data) => ({
          id: `report:${data.workspaceId}:${data.period}:${data.startsAt}:${until}`,
          name: "report.generate",
          data,
        }));
        if (events.length > 0) await step.sendEvent(`report-${page}`, events);
        if (done.workspaces < WORKSPACES_PER_STEP) break;
      }
      return totals;
    },
  );
}
