import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";
import { indexDocuments } from "./index-documents.ts";

/** Documents indexed at once. */
const CONCURRENCY = 5;

/** Chunks, embeds and stores one document that is held, then marks it searchable. */
export function documentIndexer({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "document.indexer",
      triggers: [{ event: "document.index" }],
      concurrency: [{ limit: CONCURRENCY }, { limit: 1, key: "event.data.documentId" }],
    },
    async ({ event, step }) => {
      const { workspaceId, sourceId, documentId } = parseInput("document.indexer", event.data);
      const scope = { workspaceId, sourceId, documentIds: [documentId] };
      const result = await step.run("index", () => withRetryPolicy(() => indexDocuments(services, scope)));
      await step.sendEvent("relate", { name: "relationships.extract", data: scope });
      return result;
    },
  );
}
