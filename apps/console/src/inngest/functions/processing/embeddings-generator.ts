import type { WorkflowOutput } from "@tributary/validation";
import { cancelWithJob } from "../../cancellation.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { noteWait } from "../note-wait.ts";
import { indexDocuments } from "./index-documents.ts";

/** Batches indexed at once; each holds its texts and vectors in memory. */
const CONCURRENCY = 5;

/** Chunks, embeds and stores a batch of documents, then marks them searchable. */
export function embeddingsGenerator({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "embeddings.generator",
      triggers: [{ event: "embeddings.generate" }],
      concurrency: { limit: CONCURRENCY },
      cancelOn: cancelWithJob,
    },
    async ({ event, step }): Promise<WorkflowOutput<"embeddings.generator">> => {
      const { workspaceId, sourceId, jobId, batchId, documentIds } = parseInput("embeddings.generator", event.data);
      const counts = await step.run("index", () =>
        withRetryPolicy(
          () => indexDocuments(services, { workspaceId, sourceId, documentIds }),
          jobId === undefined
            ? undefined
            : noteWait(services, { workspaceId, sourceId, jobId }, "the provider of embeddings"),
        ),
      );
      try {
        await invoke(step, "relate", "relationships.extractor", { workspaceId, sourceId, documentIds });
      } catch (error) {
        // The documents can be found all the same.
        services.logger.warn({ error, workspaceId, sourceId, batchId }, "relationships of a batch could not be read");
      }
      await step.sendEvent("completed", {
        name: "embeddings.completed",
        data: { workspaceId, sourceId, batchId, counts },
      });
      return counts;
    },
  );
}
