import { searchedQueries } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Queries of one workspace that are answered ahead of time. */
const QUERIES = 100;

/** Queries over all workspaces: half of what the cache holds, so that the other half stays for what is asked now. */
const QUERIES_IN_ALL = 500;

/** Queries of one step: a second or two of the console's time. */
const QUERIES_PER_STEP = 50;

/** Workspaces of one run, those that searched last: each takes a step at least. */
const WORKSPACES = Math.floor(QUERIES_IN_ALL / QUERIES_PER_STEP);

/**
 * Has the most frequent queries of each workspace answered ahead of time by the process that answers searches. Answers
 * that are in the cache still cost nothing; those that writes made stale are found anew.
 */
export function cacheWarmer({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "cache.warmer", triggers: [cron("*/30 * * * *")], concurrency: { limit: 1 } },
    async ({ step }): Promise<WorkflowOutput<"cache.warmer">> => {
      const ids = await step.run("list", () =>
        withRetryPolicy(() => searchedQueries.workspaceIds(services.database, WORKSPACES)),
      );
      const totals = { warmed: 0, known: 0 };
      let left = QUERIES_IN_ALL;
      for (const workspaceId of ids) {
        for (let start = 0; start < QUERIES && left > 0; start += QUERIES_PER_STEP) {
          const { asked, ...done } = await step.run(`warm-${workspaceId}-${start}`, () =>
            withRetryPolicy(async () => {
              const top = await searchedQueries.top(services.database, workspaceId, QUERIES);
              const queries = top.slice(start, start + Math.min(QUERIES_PER_STEP, left));
              return { asked: queries.length, ...(await services.warmer.warm(workspaceId, queries)) };
            }),
          );
          totals.warmed += done.warmed;
          totals.known += done.known;
          left -= asked;
          if (asked < QUERIES_PER_STEP) break;
        }
      }
      return totals;
    },
  );
}
