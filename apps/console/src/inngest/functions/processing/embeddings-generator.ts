import { documents } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Batches indexed at once; each holds its texts and vectors in memory. */
const CONCURRENCY = 5;

/** Chunks, embeds and stores a batch of documents, then marks them searchable. */
export function embeddingsGenerator({ inngest, services }: WorkflowContext) {
  const { database, indexer } = services;
  return inngest.createFunction(
    { id: "embeddings.generator", triggers: [{ event: "embeddings.generate" }], concurrency: { limit: CONCURRENCY } },
    async ({ event, step }): Promise<WorkflowOutput<"embeddings.generator">> => {
      const { workspaceId, sourceId, batchId, documentIds } = parseInput("embeddings.generator", event.data);
      const counts = await step.run("index", () =>
        withRetryPolicy(async () => {
          const loaded = await documents.loadForIndexing(database, { workspaceId, ids: documentIds });
          const result = await indexer.index(workspaceId, loaded);
          const hashes = new Map(loaded.map(({ id, contentHash }) => [id, contentHash]));
          const indexed = [];
          const failed = [];
          for (const document of result.documents) {
            const contentHash = hashes.get(document.id) ?? "";
            if (!document.indexed) failed.push({ id: document.id, problem: document.problem });
            else {
              const { id, chunks: chunkCount } = document;
              indexed.push({ id, contentHash, chunkCount, configHash: indexer.configHash });
            }
          }
          // Only now that the vectors are stored may the documents count as indexed.
          await documents.markIndexed(database, { workspaceId, entries: indexed });
          if (failed.length > 0) await documents.markFailed(database, { workspaceId, entries: failed });
          const { chunks, embedded, cached } = result;
          return { documents: indexed.length, chunks, embedded, cached, failed: failed.length };
        }),
      );
      await step.sendEvent("completed", {
        name: "embeddings.completed",
        data: { workspaceId, sourceId, batchId, counts },
      });
      return counts;
    },
  );
}
