import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";
import { extractInto } from "./extract-relationships.ts";

/** Batches read at once: reading one is work of the processor alone, and a few wait for the database. */
const CONCURRENCY = 4;

/**
 * Reads what documents say about each other, each with its evidence, in place of what they said before. Documents that were
 * read as they are now are left alone.
 */
export function relationshipsExtractor({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "relationships.extractor",
      triggers: [{ event: "relationships.extract" }],
      concurrency: { limit: CONCURRENCY },
    },
    async ({ event, step }): Promise<WorkflowOutput<"relationships.extractor">> => {
      const { workspaceId, documentIds: ids } = parseInput("relationships.extractor", event.data);
      return step.run("extract", () => withRetryPolicy(() => extractInto(services.database, { workspaceId, ids })));
    },
  );
}
