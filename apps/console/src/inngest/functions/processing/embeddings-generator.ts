import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";
import { indexDocuments } from "./index-documents.ts";

/** Batches indexed at once; each holds its texts and vectors in memory. */
const CONCURRENCY = 5;

/** Chunks, embeds and stores a batch of documents, then marks them searchable. */
export function embeddingsGenerator({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "embeddings.generator", triggers: [{ event: "embeddings.generate" }], concurrency: { limit: CONCURRENCY } },
    async ({ event, step }): Promise<WorkflowOutput<"embeddings.generator">> => {
      const { workspaceId, sourceId, batchId, documentIds } = parseInput("embeddings.generator", event.data);
      const counts = await step.run("index", () =>
        withRetryPolicy(() => indexDocuments(services, { workspaceId, sourceId, documentIds })),
      );
      await step.sendEvent("completed", {
        name: "embeddings.completed",
        data: { workspaceId, sourceId, batchId, counts },
      });
      return counts;
    },
  );
}
