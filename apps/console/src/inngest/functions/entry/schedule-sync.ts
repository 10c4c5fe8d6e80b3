import { type DueSource, syncSchedules } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import type { Services } from "../../../services.ts";
import { nextSyncAfter } from "../../../syncs/sync-schedule.ts";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Sources asked for in one look, so that its list stays a small step output; the rest are due at the next. */
const SOURCES_PER_LOOK = 200;

/** Asks for an incremental sync of every source whose own schedule has come due since the last look. */
export function scheduleSync({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "schedule.sync", triggers: [cron("*/5 * * * *")], concurrency: { limit: 1 } },
    async ({ step }): Promise<WorkflowOutput<"schedule.sync">> => {
      const due = await step.run("list", () =>
        withRetryPolicy(() =>
          syncSchedules.listDue(services.database, { now: new Date().toISOString(), limit: SOURCES_PER_LOOK }),
        ),
      );
      if (due.length === 0) return { requested: 0 };
      await step.sendEvent("request", due.map(scheduledSyncEvent));
      // Only now that it was asked for: a crash before this asks again, by the same event, which counts once.
      await step.run("advance", () => withRetryPolicy(() => advance(services, due, new Date())));
      return { requested: due.length };
    },
  );
}

/** The event that asks for a scheduled sync. Its id is the time it was due at: two looks at the same time ask once. */
export function scheduledSyncEvent({ workspaceId, sourceId, dueAt }: DueSource) {
  return {
    id: `schedule-${sourceId}-${Date.parse(dueAt)}`,
    name: "sync.requested",
    data: { workspaceId, sourceId, mode: "incremental", trigger: "schedule:own" },
  };
}

/** Moves sources on to their next time after `now`: however many times passed while nobody looked, one sync is asked for. */
export async function advance({ database }: Services, due: readonly DueSource[], now: Date): Promise<void> {
  for (const { workspaceId, sourceId, schedule, dueAt } of due) {
    const nextSyncAt = nextSyncAfter(schedule, now)?.toISOString() ?? null;
    await syncSchedules.advance(database, { workspaceId, sourceId, dueAt, nextSyncAt });
  }
}
