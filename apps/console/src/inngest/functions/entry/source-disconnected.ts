import { documents, sources } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { keptUntil } from "../../../connections/disconnect-source.ts";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/**
 * Archives a source: how it signs in is gone, its syncs are cancelled, and what it holds is found no more but kept to be
 * restored. Whoever disconnects a source through the API has that done at once; then this says so to people and lets go
 * of what is open.
 */
export function sourceDisconnected({ inngest, services }: WorkflowContext) {
  const { database } = services;
  return inngest.createFunction(
    { id: "source.disconnected", triggers: [{ event: "source.disconnected" }] },
    async ({ event, step }): Promise<WorkflowOutput<"source.disconnected">> => {
      const { workspaceId, sourceId, reason, archivedAt } = parseInput("source.disconnected", event.data);
      const archived = await step.run("archive", () =>
        withRetryPolicy(async () => {
          const found = await sources.get(database, workspaceId, sourceId);
          // One that was restored before this ran stays.
          if (!found || (archivedAt !== undefined && found.archivedAt !== archivedAt)) return null;
          const source = await sources.archive(database, workspaceId, sourceId);
          await services.sources.forget(sourceId);
          const counts = await documents.counts(database, { workspaceId, sourceId });
          const held = Object.values(counts).reduce((sum, count) => sum + count, 0);
          return source?.archivedAt ? { name: source.name, archivedAt: source.archivedAt, documents: held } : null;
        }),
      );
      if (!archived) return { archived: false, documents: 0 };
      const until = keptUntil(archived.archivedAt).slice(0, 10);
      await step.sendEvent("tell", {
        id: `disconnected:${sourceId}:${archived.archivedAt}`,
        name: "notification.send",
        data: {
          workspaceId,
          topic: "source-attention",
          subject: `${archived.name} was disconnected`,
          text: `${reason} Its ${archived.documents} documents are not found any more. They can be restored until ${until}: \`tributary restore ${sourceId}\`.`,
          path: `/sources/${sourceId}`,
        },
      });
      return { archived: true, documents: archived.documents };
    },
  );
}
