import { documents } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/**
 * Deletes documents: the row is marked first, then the vectors go, then the row. A crash in between leaves marked rows,
 * which the next sync of the source takes up.
 */
export function documentsDelete({ inngest, services }: WorkflowContext) {
  const { database, indexes, store } = services;
  return inngest.createFunction(
    { id: "documents.delete", triggers: [{ event: "documents.delete" }] },
    async ({ event, step }): Promise<WorkflowOutput<"documents.delete">> => {
      const { workspaceId, documentIds: ids } = parseInput("documents.delete", event.data);
      await step.run("mark", () => withRetryPolicy(() => documents.markDeleting(database, { workspaceId, ids })));
      await step.run("vectors", () =>
        withRetryPolicy(async () => store.deleteDocuments((await indexes.active(workspaceId)).namespace, ids)),
      );
      const deleted = await step.run("rows", () =>
        withRetryPolicy(() => documents.remove(database, { workspaceId, ids })),
      );
      return { deleted };
    },
  );
}
