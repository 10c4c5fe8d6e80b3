import { sources } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Sources one event batch asks for: well under Inngest's 5,000 events and 512 KB a request. */
const EVENTS_PER_STEP = 1_000;

/** Asks every night for an incremental sync of every active source that has no schedule of its own. */
export function scheduledDailySync({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "scheduled.daily.sync", triggers: [cron("0 2 * * *")] },
    async ({ step }): Promise<WorkflowOutput<"scheduled.daily.sync">> => {
      let requested = 0;
      let after: string | null = null;
      for (let page = 0; ; page++) {
        const active: { id: string; workspaceId: string }[] = await step.run(`list-${page}`, () =>
          withRetryPolicy(() =>
            sources.listActive(services.database, { after, limit: EVENTS_PER_STEP, nightly: true }),
          ),
        );
        if (active.length === 0) return { requested };
        await step.sendEvent(
          `request-${page}`,
          active.map(({ id: sourceId, workspaceId }) => ({
            name: "sync.requested",
            data: { workspaceId, sourceId, mode: "incremental", trigger: "schedule:daily" },
          })),
        );
        requested += active.length;
        after = active.at(-1)?.id ?? null;
      }
    },
  );
}
