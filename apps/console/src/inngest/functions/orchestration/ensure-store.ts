import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Makes the workspace's namespace in the vector store and waits until it is ready. */
export function ensureStore({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "ensure.store", triggers: [{ event: "internal/ensure.store" }], retries: 3 },
    async ({ event, step }) => {
      const { workspaceId } = parseInput("ensure.store", event.data);
      const { indexer, store } = services;
      return step.run("ensure", () =>
        withRetryPolicy(async () => {
          const namespace = indexer.namespace(workspaceId);
          await store.ensure(namespace, { dimensions: indexer.dimensions });
          return { namespace, dimensions: indexer.dimensions };
        }),
      );
    },
  );
}
