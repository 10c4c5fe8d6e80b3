import { documents } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { reread } from "../processing/reread.ts";

/**
 * Follows a new deployment to its end and has it indexed with its log, and its project with the names of its environment
 * variables; then tells observers that it can be found.
 */
export function vercelWebhookHandler({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "vercel.webhook.handler", triggers: [{ event: "vercel/deployment.created" }] },
    async ({ event, step }): Promise<WorkflowOutput<"vercel.webhook.handler">> => {
      const input = parseInput("vercel.webhook.handler", event.data);
      const { workspaceId, sourceId, deploymentId } = input;
      const scope = { workspaceId, sourceId };
      const followed = await invoke(step, "follow", "deployment.processor", input);
      const { documentId, state } = followed;
      if (documentId === null) return followed;
      const changed = await step.run("read-project", () =>
        withRetryPolicy(() => readProject(services, { ...scope, documentId })),
      );
      for (const id of [documentId, ...changed]) {
        await invoke(step, `index ${id}`, "document.indexer", { ...scope, documentId: id });
      }
      await step.sendEvent("indexed", {
        name: "vercel.deployment.indexed",
        data: { ...scope, deploymentId, documentId, state },
      });
      return followed;
    },
  );
}

/** Reads the project of a deployment again; ids of what changed. What cannot be read by itself, the next sync reads. */
async function readProject(
  services: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly documentId: string },
): Promise<readonly string[]> {
  const { documentId, ...scope } = input;
  const held = await documents.get(services.database, scope.workspaceId, documentId);
  const projectId = held?.document.metadata?.projectId;
  if (typeof projectId !== "string") return [];
  const { index } = await reread(services, {
    ...{ ...scope, references: [`project:${projectId}`], label: "vercel.webhook.handler" },
    only: (id) => id.endsWith(`:project:${projectId}`),
  });
  return index;
}
