import type { WorkflowInput, WorkflowOutput } from "@tributary/validation";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";

/** Documents gathered before they are processed together, and how long the first of them waits for the others. */
const GATHERED = { maxSize: 25, timeout: "5s" } as const;

/** Gathers the documents of a workspace that arrive one by one, and has each source's chunked, embedded and stored. */
export function documentsProcess({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "documents.process",
      triggers: [{ event: "documents.process" }],
      batchEvents: { ...GATHERED, key: "event.data.workspaceId" },
    },
    async ({ events, step, runId }): Promise<WorkflowOutput<"documents.process">> => {
      const given = events.flatMap(({ id, data }): WorkflowInput<"documents.process">[] => {
        try {
          return [parseInput("documents.process", data)];
        } catch (error) {
          // One that nobody can read must not take the others with it.
          services.logger.error({ error, event: id }, "a document that was handed over is not named as it has to be");
          return [];
        }
      });
      const totals = { documents: 0, chunks: 0, embedded: 0, cached: 0, failed: 0 };
      const sources = [...Map.groupBy(given, ({ sourceId }) => sourceId)];
      const results = await Promise.all(
        sources.map(([sourceId, documents], n) => {
          const workspaceId = documents[0]?.workspaceId ?? "";
          const documentIds = [...new Set(documents.map(({ documentId }) => documentId))];
          const batchId = `${runId}-${n}`;
          return invoke(step, `index-${n}`, "embeddings.generator", { workspaceId, sourceId, batchId, documentIds });
        }),
      );
      for (const result of results) {
        for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += result[name];
      }
      return totals;
    },
  );
}
