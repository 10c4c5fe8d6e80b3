import { jobs, sources, sourceTouches } from "@tributary/database";
import { HINTS_MAX, type JobCounts, noCounts, type WorkflowInput, type WorkflowOutput } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import { tellSyncEnded } from "../../../observability/sync-ended.ts";
import { jobIdOf } from "../../../syncs/cancel-sync.ts";
import { syncRequested } from "../../../syncs/sync-requested.ts";
import { cancelWithJob } from "../../cancellation.ts";
import { problemOf, withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { noteWait } from "../note-wait.ts";
import { heldNotification } from "./held-notification.ts";
import { providersTime } from "./providers-time.ts";
import { toChangeHint } from "./request-sync.ts";

/** Pages one sync handles at the most: Inngest ends a run at 1,000 steps. 2,500 references a page is 2 million documents. */
const MAX_PAGES = 800;

/** Things read by name since the cursor moved that are read once more each; with more, everything is listed instead. */
const TOUCHED_MAX = 1_000;

/** Runs one sync of one source from the first page to the last, and advances the source's cursor when it succeeds. */
export function syncOrchestrator({ inngest, services }: WorkflowContext) {
  const { database, indexes, store } = services;
  return inngest.createFunction(
    {
      id: "sync.orchestrator",
      triggers: [{ event: "sync.requested" }],
      concurrency: { limit: 1, key: "event.data.sourceId" },
      cancelOn: cancelWithJob,
      onFailure: async ({ event, error, step }) => {
        const original = event.data.event;
        const input = parseInput("sync.orchestrator", original.data);
        const { workspaceId, sourceId } = input;
        const problem = problemOf(error);
        const jobId = input.jobId ?? jobIdOf(original.id);
        const finished = await step.run("fail", async () => {
          const retryAfterMs = await providersTime(database, { workspaceId, jobId, problem });
          const done = await jobs.finish(database, { workspaceId, jobId, status: "failed", problem });
          await tellSyncEnded(services, { workspaceId, jobId });
          return { ...done, retryAfterMs, cancelled: await jobs.isCancelled(database, workspaceId, jobId) };
        });
        // It was stopped on purpose, and what it was asked for is left to the next one.
        if (finished.cancelled) return;
        const { retryAfterMs = null } = finished;
        await step.sendEvent("failed", {
          name: "sync.failed",
          data: {
            ...{ workspaceId, sourceId, jobId, attempt: input.attempt ?? 0 },
            problem: { ...problem, ...(retryAfterMs !== null && { retryAfterMs }) },
          },
        });
        if (finished.next) await step.sendEvent("next", syncRequested({ workspaceId, sourceId }, finished.next));
      },
    },
    async ({ event, step }) => {
      const input = parseInput("sync.orchestrator", event.data);
      const { workspaceId, sourceId } = input;
      const jobId = input.jobId ?? jobIdOf(event.id);

      const begun = await step.run("begin", () =>
        withRetryPolicy(async () => {
          const source = await sources.get(database, workspaceId, sourceId);
          if (!source) throw new NonRetriableError(`Source ${sourceId} does not exist: connect it first.`);
          // By now, as what is read by name from here on this sync knows nothing of.
          const touched = await sourceTouches.mark(database, { workspaceId, sourceId });
          const { job, claimed, changes } = await jobs.start(database, {
            workspaceId,
            sourceId,
            jobId,
            claim: event.id ?? jobId,
            mode: input.mode,
            trigger: input.trigger,
            changes: input.changes,
          });
          // A full sync lists everything anew; an incremental one starts where the last ended. The job may have been made
          // full since its event was sent.
          const mode = source.cursor === null || touched.count > TOUCHED_MAX ? "full" : job.mode;
          const retry = changes?.references.length === 0;
          const named = mode === "full" ? undefined : toChangeHint(changes?.references ?? []);
          const cursor = mode === "full" ? null : source.cursor;
          const { id, status } = job;
          return {
            kind: source.kind,
            claimed,
            jobId: id,
            status,
            mode,
            cursor,
            touched,
            retry,
            ...(named && { changes: named }),
          };
        }),
      );
      if (!begun.claimed) {
        return { jobId: begun.jobId, status: begun.status, coalesced: true, counts: noCounts };
      }

      await invoke(step, "ensure-store", "ensure.store", { workspaceId });
      await step.run("validate", () =>
        withRetryPolicy(
          async () => {
            const source = await services.sources.open(workspaceId, sourceId);
            await services.cancellations.run({ workspaceId, jobId }, (signal) => source.validate(signal));
          },
          noteWait(services, { workspaceId, sourceId, jobId }),
        ),
      );

      // The handlers of all sources take and return the same.
      const handler = `${begun.kind}.sync.handler` as "git.sync.handler";
      let { cursor } = begun;
      // A run that began under an earlier version says nothing of it.
      const retry = begun.retry === true;
      let listed = retry;
      let hasMore = true;
      let batches = 0;
      let page = 0;
      const handle = async (extra: Partial<WorkflowInput<"git.sync.handler">>) => {
        if (page === MAX_PAGES) throw new NonRetriableError(`The source did not come to an end in ${MAX_PAGES} pages.`);
        const result: WorkflowOutput<"git.sync.handler"> = await invoke(step, `page-${page}`, handler, {
          workspaceId,
          sourceId,
          jobId,
          mode: begun.mode,
          page,
          cursor,
          listed,
          ...(input.batchSize && { batchSize: input.batchSize }),
          ...(retry && { retry }),
          ...extra,
        });
        page += 1;
        ({ cursor, listed, hasMore } = result);
        batches += result.batches;
      };
      while (hasMore) await handle(begun.changes && page === 0 ? { changes: begun.changes } : {});
      if (begun.mode === "incremental" && !begun.changes && !retry) {
        // What was read by name and is gone again was never there by the cursor's account.
        const parts = Math.ceil(begun.touched.count / HINTS_MAX);
        for (let part = 0; part < parts; part++) {
          await handle({ listed: false, recheck: { part, until: begun.touched.at } });
        }
      }
      const finished = await step.run("finish", () =>
        withRetryPolicy(async () => {
          const totals = await jobs.get(database, workspaceId, jobId);
          if (!totals) throw new NonRetriableError(`Job ${jobId} is gone.`);
          const incomplete = totals.counts.failed > 0 || totals.counts.held > 0;
          const status = incomplete ? ("completed_with_failures" as const) : ("completed" as const);
          const done = await jobs.finish(database, {
            workspaceId,
            jobId,
            status,
            ...(cursor !== null && { cursor }),
            retry,
          });
          await tellSyncEnded(services, { workspaceId, jobId });
          if (!begun.changes && !retry)
            await sourceTouches.forget(database, { workspaceId, sourceId, until: begun.touched.at });
          return { status, next: done.next, counts: done.counts as JobCounts };
        }),
      );
      const { status, counts } = finished;
      await step.sendEvent("completed", {
        name: "sync.completed",
        data: { workspaceId, sourceId, jobId, status, counts },
      });
      if (counts.held > 0)
        await step.sendEvent("held", heldNotification({ workspaceId, sourceId, jobId }, counts.held));
      if (batches > 0) {
        try {
          // Everything can be found already; this makes finding it fast, and the next sync tries again.
          await step.run("optimize", () =>
            withRetryPolicy(async () => store.optimize((await indexes.active(workspaceId)).namespace)),
          );
        } catch (error) {
          services.logger.warn({ error, workspaceId }, "the vector store could not be optimised");
        }
      }
      if (finished.next) await step.sendEvent("next", syncRequested({ workspaceId, sourceId }, finished.next));
      return { jobId, status, counts };
    },
  );
}
