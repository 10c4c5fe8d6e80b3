import { BATCH_MAX_REFERENCES, type WorkflowOutput } from "@tributary/validation";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync } from "../orchestration/request-sync.ts";
import { reread } from "./reread.ts";

/** Fetches at once, and how many of one owner's repositories begin in a minute: GitHub counts an owner's together. */
const CONCURRENCY = 10;
const PER_OWNER_AND_MINUTE = 60;

/** Reads the contents of given paths again, stores and indexes them; what is not there any more is deleted. */
export function githubFilesFetch({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "github.files.fetch",
      triggers: [{ event: "github.files.fetch" }],
      concurrency: { limit: CONCURRENCY },
      throttle: { limit: PER_OWNER_AND_MINUTE, burst: PER_OWNER_AND_MINUTE, period: "1m", key: "event.data.owner" },
    },
    async ({ event, step, runId }): Promise<WorkflowOutput<"github.files.fetch">> => {
      const { workspaceId, sourceId, paths } = parseInput("github.files.fetch", event.data);
      const scope = { workspaceId, sourceId };
      const references = paths.map((path) => `files:${path}`);
      const label = "github.files.fetch";
      const read = await step.run("read", () =>
        withRetryPolicy(() => reread(services, { ...scope, references, label })),
      );
      const { index, gone, unchanged, skipped, sync } = read;
      if (sync) await requestSync(step, services, { ...scope, references, trigger: label });
      let { failed } = read;
      let indexed = 0;
      let deleted = 0;
      for (const [n, documentIds] of cut(index).entries()) {
        const batchId = `${runId}-${n}`;
        const result = await invoke(step, `index-${n}`, "embeddings.generator", { ...scope, batchId, documentIds });
        indexed += result.documents;
        failed += result.failed;
      }
      for (const [n, documentIds] of cut(gone).entries()) {
        const result = await invoke(step, `delete-${n}`, "documents.delete", { ...scope, documentIds });
        deleted += result.deleted;
      }
      return { indexed, unchanged, deleted, skipped, failed, sync };
    },
  );
}

function cut(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / BATCH_MAX_REFERENCES);
  return Array.from({ length: count }, (_, n) => ids.slice(n * BATCH_MAX_REFERENCES, (n + 1) * BATCH_MAX_REFERENCES));
}
