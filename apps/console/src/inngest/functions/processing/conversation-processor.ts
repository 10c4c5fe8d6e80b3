import { type WorkflowOutput, workflows } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync } from "../orchestration/request-sync.ts";
import { reread } from "./reread.ts";

/** The processors of conversations: they take and return the same. */
type ConversationProcessorId = "issue.processor" | "pr.processor" | "discussion.processor";

/** Conversations read at once: as many requests to a provider, which keeps its own count of them. */
const CONCURRENCY = 10;

/**
 * What every conversation's processor does: reads the whole conversation again, stores it as one document and has it
 * indexed, or deleted when it is gone. Several events about one conversation within a second are one reading.
 */
export function conversationProcessor(
  context: WorkflowContext,
  options: { readonly id: ConversationProcessorId; readonly kind: string },
) {
  const { inngest, services } = context;
  const { id, kind } = options;
  // One conversation is never read twice at the same time: the older answer could be stored last.
  const key = 'event.data.sourceId + "/" + string(event.data.number)';
  return inngest.createFunction(
    {
      id,
      triggers: [{ event: workflows[id].event }],
      concurrency: [{ limit: CONCURRENCY }, { limit: 1, key }],
      debounce: { key, period: "1s", timeout: "5s" },
    },
    async ({ event, step }): Promise<WorkflowOutput<ConversationProcessorId>> => {
      const { workspaceId, sourceId, number } = parseInput(id, event.data);
      const scope = { workspaceId, sourceId };
      const references = [`${kind}:${number}`];
      const read = await step.run("read", () =>
        withRetryPolicy(() => reread(services, { ...scope, references, label: id, always: true })),
      );
      const { index, gone, unchanged, skipped, failed, sync } = read;
      if (sync) await requestSync(step, services, { ...scope, references, trigger: id });
      if (index.length > 0) {
        const events = index.map((documentId) => ({ name: "document.index", data: { ...scope, documentId } }));
        await step.sendEvent("index", events);
      }
      const { deleted } =
        gone.length === 0
          ? { deleted: 0 }
          : await invoke(step, "delete", "documents.delete", { ...scope, documentIds: [...gone] });
      return { indexed: index.length, unchanged, deleted, skipped, failed, sync };
    },
  );
}
