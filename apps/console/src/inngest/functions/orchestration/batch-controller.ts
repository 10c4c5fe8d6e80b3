import type { WorkflowInput, WorkflowOutput } from "@tributary/validation";
import type { GetStepTools, Inngest } from "inngest";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";

/** Batches in work at the same time. */
const BATCHES_AT_ONCE = 5;

/** Batches one run hands out, so that it stays under 100 steps; more are handed out by runs of their own, in turn. */
const BATCHES_PER_RUN = 90;

type Input = WorkflowInput<"batch.controller">;
type Result = WorkflowOutput<"batch.controller">;

/** How many items of a batch a processor did, and how many of them it could not. */
interface Outcome {
  readonly successful: number;
  readonly failed: number;
}

/** Has any number of items processed in batches, a few at the same time, and adds up what became of them. */
export function batchController({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "batch.controller",
      triggers: [{ event: "batch.process" }],
      concurrency: { limit: BATCHES_AT_ONCE, key: "event.data.workspaceId" },
    },
    async ({ event, step, runId }): Promise<Result> => {
      const input = parseInput("batch.controller", event.data);
      const total = input.items.length;
      const rounds = roundsOf(input.items, input.batchSize);
      let sum: Result = { total, successful: 0, failed: 0, processed: 0 };
      if (rounds.length > 1) {
        for (const [n, items] of rounds.entries()) {
          sum = add(sum, await invoke(step, `round-${n}`, "batch.controller", { ...input, items }));
        }
        return sum;
      }

      const batches = cut(input.items, input.batchSize);
      for (let first = 0; first < batches.length; first += BATCHES_AT_ONCE) {
        const results = await Promise.all(
          batches.slice(first, first + BATCHES_AT_ONCE).map(async (items, offset): Promise<Omit<Result, "total">> => {
            const n = first + offset;
            try {
              return { ...(await process(step, { ...input, items }, { n, runId })), processed: items.length };
            } catch (error) {
              // Its own retries are used up. What it was to do is lost to this batch alone.
              services.logger.warn({ error, runId, batch: n, processor: input.processor }, "a batch failed");
              return { successful: 0, failed: items.length, processed: 0 };
            }
          }),
        );
        for (const result of results) sum = add(sum, result);
      }
      return sum;
    },
  );
}

/** Cuts items into what one run hands out each. */
export function roundsOf<Item>(items: readonly Item[], batchSize: number): Item[][] {
  return cut(items, BATCHES_PER_RUN * batchSize);
}

/** Has the processor do one batch. Only what is named here can be asked for. */
async function process(
  step: GetStepTools<Inngest>,
  { workspaceId, sourceId, processor, items }: Input,
  { n, runId }: { readonly n: number; readonly runId: string },
): Promise<Outcome> {
  const scope = { workspaceId, sourceId };
  const [stepId, batchId] = [`batch-${n}`, `${runId}-${n}`];
  const documentIds = items.filter((item) => typeof item === "string");
  if (processor === "documents.delete") {
    const { deleted } = await invoke(step, stepId, processor, { ...scope, documentIds });
    return { successful: deleted, failed: 0 };
  }
  if (processor === "relationships.extractor") {
    // Those that were read before as they are now are done as well.
    await invoke(step, stepId, processor, { ...scope, documentIds });
    return { successful: documentIds.length, failed: 0 };
  }
  if (processor === "embeddings.generator") {
    const done = await invoke(step, stepId, processor, { ...scope, batchId, documentIds });
    return { successful: done.documents, failed: done.failed };
  }
  const references = items.filter((item) => typeof item === "object");
  const done = await invoke(step, stepId, processor, { ...scope, jobId: `batch:${runId}`, batchId, references });
  return { successful: done.added + done.updated + done.deleted, failed: done.failed };
}

function add(sum: Result, { successful, failed, processed }: Omit<Result, "total">): Result {
  return {
    total: sum.total,
    successful: sum.successful + successful,
    failed: sum.failed + failed,
    processed: sum.processed + processed,
  };
}

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
