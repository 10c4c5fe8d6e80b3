import { batches, documents } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cancelWithJob } from "../../cancellation.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { noteWait } from "../note-wait.ts";
import { fetchBatch } from "./fetch-batch.ts";

/** Batches in work at once: enough to hide a source's latency, few enough to bound memory. */
const CONCURRENCY = 20;

const nothing = { documents: 0, chunks: 0, embedded: 0, cached: 0, failed: 0 };

/** Does one recorded batch: fetches and stores its documents, has them indexed, and deletes what is gone. */
export function filesBatchProcessor({ inngest, services }: WorkflowContext) {
  const { database } = services;
  return inngest.createFunction(
    {
      id: "files.batch.processor",
      triggers: [{ event: "files.batch.process" }],
      concurrency: { limit: CONCURRENCY },
      cancelOn: cancelWithJob,
    },
    async ({ event, step }): Promise<WorkflowOutput<"files.batch.processor">> => {
      const { workspaceId, sourceId, jobId, batchId, references } = parseInput("files.batch.processor", event.data);
      const scope = { workspaceId, sourceId };

      const fetched = await step.run("fetch", () =>
        withRetryPolicy(
          () => fetchBatch(services, { ...scope, jobId, batchId, references }),
          noteWait(services, { ...scope, jobId }),
        ),
      );
      const indexed =
        fetched.index.length === 0
          ? nothing
          : await invoke(step, "index", "embeddings.generator", {
              ...scope,
              jobId,
              batchId,
              documentIds: fetched.index,
            });
      const { deleted } =
        fetched.gone.length === 0
          ? { deleted: 0 }
          : await invoke(step, "delete", "documents.delete", { ...scope, documentIds: fetched.gone });

      const counts = await step.run("record", () =>
        withRetryPolicy(async () => {
          // What became of the documents is read back, not carried along: a batch that is redone counts the same.
          const outcome = await documents.outcome(database, { ...scope, ids: fetched.index });
          const added = fetched.added.filter((id) => outcome.searchable.has(id)).length;
          const updated = fetched.updated.filter((id) => outcome.searchable.has(id)).length;
          const totals = { added, updated, deleted, skipped: fetched.skipped, failed: fetched.failed + indexed.failed };
          const { chunks, embedded, cached } = indexed;
          // A batch that came with its references is part of no job.
          if (!references) {
            const sums = { ...totals, chunks, embedded, cached };
            await batches.finish(database, { workspaceId, jobId, id: batchId, counts: sums });
          }
          return totals;
        }),
      );
      await step.sendEvent("completed", { name: "files.batch.completed", data: { ...scope, batchId, counts } });
      return counts;
    },
  );
}
