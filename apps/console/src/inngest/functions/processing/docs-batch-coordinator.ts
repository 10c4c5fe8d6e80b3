import { documents } from "@tributary/database";
import type { WorkflowInput, WorkflowOutput } from "@tributary/validation";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** The first pause between two looks at the database, in milliseconds; each is longer than the one before, up to the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const PAUSE_GROWTH = 1.3;

/** How long documents are waited for. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Has documents that are held processed, and waits until each of them can be found or has failed: by what the database
 * says of them, however they got there.
 */
export function docsBatchCoordinator({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "docs.batch.coordinator", triggers: [{ event: "docs.batch.trigger" }] },
    async ({ event, step, runId }): Promise<WorkflowOutput<"docs.batch.coordinator">> => {
      const input = parseInput("docs.batch.coordinator", event.data);
      const { workspaceId, sourceId, batchId, documentIds } = input;
      const look = (n: number) => step.run(`look-${n}`, () => withRetryPolicy(() => outcomeOf(services, input)));
      let counts = await look(0);
      if (counts.pending > 0) {
        // Those that need nothing are passed over by the index.
        const handed = documentIds.map((documentId, n) => ({
          id: `documents-process-${runId}-${n}`,
          name: "documents.process",
          data: { workspaceId, sourceId, documentId },
        }));
        await step.sendEvent("hand-over", handed);
      }
      for (const [n, pause] of pauses().entries()) {
        if (counts.pending === 0) break;
        await step.sleep(`pause-${n}`, pause);
        counts = await look(n + 1);
      }
      await step.sendEvent("completed", {
        name: "docs.batch.completed",
        data: { workspaceId, sourceId, batchId, counts },
      });
      return counts;
    },
  );
}

/** The pauses between looks, in milliseconds: about 45, half an hour in all. */
export function pauses(): number[] {
  const all: number[] = [];
  for (
    let pause = FIRST_PAUSE_MS, sum = 0;
    sum < PATIENCE_MS;
    pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS)
  ) {
    // Whole seconds, as the engine reads them.
    all.push(Math.round(pause / 1_000) * 1_000);
    sum += pause;
  }
  return all;
}

async function outcomeOf(
  { database }: Services,
  input: WorkflowInput<"docs.batch.coordinator">,
): Promise<WorkflowOutput<"docs.batch.coordinator">> {
  const { workspaceId, sourceId } = input;
  const ids = [...new Set(input.documentIds)];
  const { searchable, failed, skipped, pending, deleting } = await documents.outcome(database, {
    workspaceId,
    sourceId,
    ids,
  });
  const held = searchable.size + failed.size + skipped.size + pending.size + deleting.size;
  return {
    documents: ids.length,
    searchable: searchable.size,
    failed: failed.size,
    skipped: skipped.size,
    gone: ids.length - held + deleting.size,
    pending: pending.size,
  };
}
