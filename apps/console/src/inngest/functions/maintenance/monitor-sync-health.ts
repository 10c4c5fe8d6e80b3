import { workspaces } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { type AlertEvent, lookAtWorkspace } from "../../../alerting/look.ts";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Workspaces of one step, and steps of one run: with those that tell of them under the hundred a run should have. */
const WORKSPACES_PER_STEP = 100;
const STEPS_MAX = 45;

/** Bytes of alerts one step returns: a result is to be small, and what does not fit is seen by the next look. */
const ALERTS_MAX_BYTES = 48 * 1024;

/**
 * Looks every five minutes for syncs that are stuck or fail too often, sources nothing was heard of, and documents that
 * cannot be found any more: each is alerted once, and resolved when it is over.
 */
export function monitorSyncHealth({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "monitor.sync.health", triggers: [cron("*/5 * * * *")], concurrency: { limit: 1 } },
    async ({ event, step }): Promise<WorkflowOutput<"monitor.sync.health">> => {
      const counts = { opened: 0, resolved: 0 };
      let after: string | null = "";
      for (let page = 0; after !== null && page < STEPS_MAX; page++) {
        const from: string = after;
        const looked: { events: AlertEvent[]; after: string | null } = await step.run(`look-${page}`, () =>
          withRetryPolicy(() => look(services, from)),
        );
        const { events } = looked;
        after = looked.after;
        const opened = events.filter(({ action }) => action === "trigger").length;
        counts.opened += opened;
        counts.resolved += events.length - opened;
        if (events.length === 0) continue;
        await step.sendEvent(
          `tell-${page}`,
          events.map((data, n) => ({ id: `monitor:${event.id}:${page}:${n}`, name: "alert.send", data })),
        );
      }
      return counts;
    },
  );
}

/** Looks at the workspaces after one; `after` is the last of them, null when there are no more. */
async function look(services: Services, from: string): Promise<{ events: AlertEvent[]; after: string | null }> {
  const all = await workspaces.list(services.database);
  const some = all.filter(({ id }) => id > from).slice(0, WORKSPACES_PER_STEP);
  const events: AlertEvent[] = [];
  let bytes = 0;
  for (const { id } of some) {
    for (const found of await lookAtWorkspace(services, id, Date.now())) {
      bytes += Buffer.byteLength(JSON.stringify(found));
      if (bytes <= ALERTS_MAX_BYTES) events.push(found);
    }
  }
  return { events, after: some.length < WORKSPACES_PER_STEP ? null : (some.at(-1)?.id ?? null) };
}
