import { sources } from "@tributary/database";
import { isSourceError } from "@tributary/source";
import type { Problem, WorkflowOutput } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import { withFix } from "../../../connections/source-problem.ts";
import { syncableSource } from "../../../syncs/syncable-source.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";

/**
 * Checks that a source which was just connected can be used and syncs it whole. When it cannot, the source shows what to
 * do about it and nothing is tried again: a person has to act first.
 */
export function sourceConnected({ inngest, services }: WorkflowContext) {
  const { database } = services;
  return inngest.createFunction(
    {
      id: "source.connected",
      triggers: [{ event: "source.connected" }],
      cancelOn: [{ event: "source.disconnected", if: "event.data.sourceId == async.data.sourceId" }],
    },
    async ({ event, step }): Promise<WorkflowOutput<"source.connected">> => {
      const scope = parseInput("source.connected", event.data);
      const { workspaceId, sourceId } = scope;
      const checked = await step.run("check", () =>
        withRetryPolicy(async () => {
          const source = await syncableSource(database, scope);
          const problem = await problemOfSource(() => services.sources.open(workspaceId, sourceId));
          const known = problem && withFix(problem);
          await sources.setProblem(database, workspaceId, sourceId, known);
          return { name: source.name, problem: known };
        }),
      );
      if (checked.problem) {
        const { code, message } = checked.problem;
        await step.sendEvent("tell", {
          name: "notification.send",
          data: {
            workspaceId,
            topic: "source-attention",
            subject: `${checked.name} cannot be synced`,
            text: message,
            path: `/sources/${sourceId}`,
          },
        });
        const failure = new NonRetriableError(message);
        failure.name = code;
        throw failure;
      }
      return invoke(step, "sync", "sync.orchestrator", { ...scope, mode: "full", trigger: "connected" });
    },
  );
}

/** What keeps a source from being used until a person acts; null when nothing does. Throws what may pass by itself. */
async function problemOfSource(open: () => Promise<{ validate(): Promise<unknown> }>): Promise<Problem | null> {
  try {
    await (await open()).validate();
    return null;
  } catch (error) {
    if (!isSourceError(error) || error.retryable) throw error;
    return { code: error.code, message: error.message };
  }
}
