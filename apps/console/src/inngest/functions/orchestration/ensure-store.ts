import { dueEvents } from "../../../search-index/rebuild.ts";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/**
 * Makes the workspace's namespace in the vector store and waits until it is ready. When another index is configured, it
 * has that built where it costs nothing.
 */
export function ensureStore({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "ensure.store", triggers: [{ event: "internal/ensure.store" }], retries: 3 },
    async ({ event, step }) => {
      const { workspaceId } = parseInput("ensure.store", event.data);
      const { events, ...ensured } = await step.run("ensure", () =>
        withRetryPolicy(async () => {
          const index = await services.indexes.active(workspaceId);
          await index.ensure();
          const { namespace, description } = index;
          return { namespace, dimensions: description.dimensions, events: await dueEvents(services, workspaceId) };
        }),
      );
      if (events.length > 0) await step.sendEvent("rebuild", events);
      return ensured;
    },
  );
}
