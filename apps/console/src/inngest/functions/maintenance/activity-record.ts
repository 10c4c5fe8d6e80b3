import { activityLog } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Writes an entry of the audit trail, once an event. */
export function activityRecord({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "activity.record", triggers: [{ event: "activity.record" }] },
    async ({ event, runId, step }): Promise<WorkflowOutput<"activity.record">> => {
      const { at = new Date(event.ts ?? Date.now()).toISOString(), ...entry } = parseInput(
        "activity.record",
        event.data,
      );
      const id = `act_${event.id ?? runId}`;
      const recorded = await step.run("record", () =>
        withRetryPolicy(() => activityLog.record(services.database, { ...entry, id, at })),
      );
      return { recorded };
    },
  );
}
