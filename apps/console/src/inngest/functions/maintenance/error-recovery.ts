import { failedSyncs, jobs } from "@tributary/database";
import {
  ALERT_SUMMARY_MAX_LENGTH,
  ALERT_TEXT_MAX_LENGTH,
  type WorkflowInput,
  type WorkflowOutput,
} from "@tributary/validation";
import { planRecovery, RECOVERY_ATTEMPTS } from "../../../alerting/recovery-plan.ts";
import { shorten } from "../../../alerting/shorten.ts";
import { withFix } from "../../../connections/source-problem.ts";
import type { Services } from "../../../services.ts";
import { syncRequested } from "../../../syncs/sync-requested.ts";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

type Failed = WorkflowInput<"error.recovery">;

/**
 * Mends a sync that failed, as the code of its problem says: waits for the provider, or a growing time, and syncs again in
 * smaller batches; or has the source show what a person has to do. After five attempts it gives up and says so. Another
 * sync that was asked for meanwhile ends it, whatever comes of that one.
 */
export function errorRecovery({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "error.recovery",
      triggers: [{ event: "sync.failed" }],
      cancelOn: [{ event: "source.disconnected", if: "event.data.sourceId == async.data.sourceId" }],
    },
    async ({ event, step }): Promise<WorkflowOutput<"error.recovery">> => {
      const failed = parseInput("error.recovery", event.data);
      const plan = planRecovery(failed);
      const superseded = { outcome: "superseded" as const, jobId: null };
      if (plan.kind === "retry") {
        await step.sleep("wait", plan.delayMs);
        const job = await step.run("request", () => withRetryPolicy(() => requestAgain(services, failed)));
        if (!job) return superseded;
        const { batchSize } = plan;
        const requested = syncRequested(failed, job);
        const data = { ...requested.data, attempt: failed.attempt + 1, ...(batchSize && { batchSize }) };
        await step.sendEvent("requested", { ...requested, data });
        return { outcome: "retried", jobId: job.id };
      }
      const alert = await step.run("mark", () => withRetryPolicy(() => markSource(services, failed, plan.kind)));
      if (!alert) return superseded;
      await step.sendEvent("alert", { id: `recovery:${failed.jobId}`, name: "alert.send", data: alert });
      return { outcome: plan.kind === "give-up" ? "given-up" : "needs-attention", jobId: null };
    },
  );
}

/** Queues the sync once more; null when there is nothing left to recover. */
async function requestAgain({ database }: Services, failed: Failed) {
  const { workspaceId, sourceId, jobId } = failed;
  const trigger = `recovery:${jobId}`;
  const sync = await failedSyncs.get(database, failed);
  if (!sync) {
    // A crash after the request left it queued and nobody told.
    const [newest] = await jobs.list(database, { workspaceId, sourceId, limit: 1 });
    return newest?.trigger === trigger && newest.status === "queued" ? newest : null;
  }
  const { mode, changes } = sync;
  const request = { workspaceId, sourceId, mode, trigger, ...(changes && { changes }) };
  const { job } = await jobs.request(database, request);
  return job.trigger === trigger ? { id: job.id, mode: job.mode, trigger } : null;
}

/** Has the source show what is to be done, and says what to alert people with; null when there is nothing left to do. */
async function markSource({ database }: Services, failed: Failed, kind: "needs-attention" | "give-up") {
  const { workspaceId, sourceId } = failed;
  const { code, message } = failed.problem;
  const sync = await failedSyncs.get(database, failed);
  if (!sync) return null;
  const problem = withFix({ code, message });
  if (!(await failedSyncs.markSource(database, failed, problem))) return null;
  const name = shorten(sync.name, 100);
  const [condition, summary, text] =
    kind === "give-up"
      ? (["sync-failed", `${name}: the sync failed for good`, `${problem.message} ${givenUp}`] as const)
      : (["source-attention", `${name} cannot be synced until somebody acts`, problem.message] as const);
  return {
    ...{ workspaceId, sourceId, condition, topic: condition, severity: "error" as const },
    summary: shorten(summary, ALERT_SUMMARY_MAX_LENGTH),
    text: shorten(text, ALERT_TEXT_MAX_LENGTH),
  };
}

const givenUp = `${RECOVERY_ATTEMPTS} more attempts did not help. The schedule goes on; ask for a sync when the cause is gone.`;
