import { type WorkflowId, workflows } from "@tributary/validation";
import { cancelWithJob } from "../../cancellation.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { noteWait } from "../note-wait.ts";
import { pullPage } from "./pull-page.ts";

/** The handlers of all sources: they take and return the same. */
export type SyncHandlerId = Extract<WorkflowId, `${string}.sync.handler`>;

/** Retries of one page: providers' outages outlast a few minutes. */
const RETRIES = 5;

/**
 * What every source's handler does with one page: pull it, record what changed as batches, hand the batches out and
 * wait for them. Deletions come last, so that what moved is found at its new place before it goes from the old.
 */
export function syncHandler({ inngest, services }: WorkflowContext, id: SyncHandlerId) {
  return inngest.createFunction(
    { id, triggers: [{ event: workflows[id].event }], retries: RETRIES, cancelOn: cancelWithJob },
    async ({ event, step }) => {
      const input = parseInput(id, event.data);
      const { workspaceId, sourceId, jobId } = input;
      const page = await step.run("pull", () =>
        withRetryPolicy(() => pullPage(services, input), noteWait(services, { workspaceId, sourceId, jobId })),
      );
      const handOut = (batchIds: readonly string[]) =>
        Promise.all(
          batchIds.map((batchId) =>
            invoke(step, batchId, "files.batch.processor", { workspaceId, sourceId, jobId, batchId }),
          ),
        );
      await handOut(page.work);
      await handOut(page.deletions);
      const { cursor, listed, hasMore } = page;
      return { cursor, listed, hasMore, batches: page.work.length + page.deletions.length };
    },
  );
}
