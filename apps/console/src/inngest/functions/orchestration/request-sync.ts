import { jobs } from "@tributary/database";
import { type ChangeHint, HINTS_MAX, type SyncMode } from "@tributary/validation";
import type { GetStepTools, Inngest } from "inngest";
import type { Services } from "../../../services.ts";
import { syncRequested } from "../../../syncs/sync-requested.ts";
import { withRetryPolicy } from "../../errors.ts";

/** Most bytes of names one sync reads again: events and step outputs stay small. */
const HINT_MAX_BYTES = 32 * 1024;

/** What to read again, when it is little enough to be named; undefined asks for everything that changed. */
export function toChangeHint(references: readonly string[]): ChangeHint | undefined {
  const unique = [...new Set(references)];
  if (unique.length === 0 || unique.length > HINTS_MAX) return undefined;
  return Buffer.byteLength(JSON.stringify(unique)) > HINT_MAX_BYTES ? undefined : { references: unique };
}

/**
 * Asks for a sync as two steps of a workflow and returns its job. What a queued or running sync of the
 * source cannot take over is left to the one that follows it.
 */
export async function requestSync(
  step: GetStepTools<Inngest>,
  services: Services,
  request: {
    readonly workspaceId: string;
    readonly sourceId: string;
    readonly mode?: SyncMode;
    readonly trigger: string;
    readonly references: readonly string[];
  },
): Promise<string> {
  const { workspaceId, sourceId, mode = "incremental", trigger, references } = request;
  const job = await step.run("request-sync", () =>
    withRetryPolicy(async () => {
      const changes = toChangeHint(references);
      const requested = await jobs.request(services.database, { workspaceId, sourceId, mode, trigger, changes });
      return { id: requested.job.id, mode: requested.job.mode, trigger: requested.job.trigger };
    }),
  );
  await step.sendEvent("request-sync-sent", syncRequested({ workspaceId, sourceId }, job));
  return job.id;
}
