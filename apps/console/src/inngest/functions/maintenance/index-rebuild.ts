import { searchIndexes } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { buildPage, removeVanished } from "../../../search-index/build-page.ts";
import { emptyUnused } from "../../../search-index/clean-up.ts";
import { compareQuality } from "../../../search-index/quality.ts";
import { problemOf, withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Pages of one run: with the other steps well under the hundred a run should have. */
const PAGES_PER_RUN = 80;

/** Retries of a page: providers' outages outlast a few minutes. */
const RETRIES = 5;

/**
 * Builds an index beside the active one, compares the two and switches, then removes the vectors of indexes that are not
 * used any more. A long build goes on in further runs, and so does one that documents changed under; whoever looks at the
 * index between two steps may have dropped it, which ends the run.
 */
export function indexRebuild({ inngest, services }: WorkflowContext) {
  const { database, indexes, store } = services;
  return inngest.createFunction(
    {
      id: "index.rebuild",
      triggers: [{ event: "index.rebuild" }],
      concurrency: { limit: 1, key: "event.data.workspaceId" },
      retries: RETRIES,
      onFailure: async ({ event, error, step }) => {
        const { workspaceId, indexId } = parseInput("index.rebuild", event.data.event.data);
        if (indexId === undefined) return;
        const problem = problemOf(error);
        await step.run("fail", () => searchIndexes.fail(database, { workspaceId, id: indexId }, problem));
        await step.sendEvent("failed", { name: "index.failed", data: { workspaceId, indexId, problem } });
      },
    },
    async ({ event, step }): Promise<WorkflowOutput<"index.rebuild">> => {
      const { workspaceId, indexId, round, after: start } = parseInput("index.rebuild", event.data);
      const cleanUp = () => step.run("clean-up", () => withRetryPolicy(() => emptyUnused(services, workspaceId)));
      if (indexId === undefined) {
        await cleanUp();
        return { outcome: "stopped" };
      }
      const named = { workspaceId, id: indexId };
      const building = async () => {
        const index = await searchIndexes.get(database, named);
        return index?.state === "building" ? index : null;
      };
      const goOn = async (after: string) => {
        const data = { workspaceId, indexId, round: round + 1, after };
        await step.sendEvent("continue", { id: `${event.id}:${round + 1}`, name: "index.rebuild", data });
        return { outcome: "continued" as const };
      };

      const begun = await step.run("begin", () =>
        withRetryPolicy(async () => {
          const index = await building();
          if (!index) return false;
          await indexes.open(index).ensure();
          await searchIndexes.countDocuments(database, index);
          return true;
        }),
      );
      let stopped = !begun;
      let after: string | null = start;
      for (let page = 0; !stopped && after !== null; page++) {
        if (page === PAGES_PER_RUN) return goOn(after);
        const from: string = after;
        const end: { stopped: boolean; after: string | null } = await step.run(`page-${page}`, () =>
          withRetryPolicy(async () => {
            const index = await building();
            return index
              ? { stopped: false, after: await buildPage(services, index, from) }
              : { stopped: true, after: null };
          }),
        );
        ({ stopped, after } = end);
      }
      if (!stopped) {
        const checked = await step.run("check", () =>
          withRetryPolicy(async () => {
            const index = await building();
            if (!index) return "stopped" as const;
            while (await removeVanished(services, index));
            await store.optimize(index.namespace);
            if (index.approved || index.quality?.passed) return "passed" as const;
            const quality = await compareQuality(services, index);
            await searchIndexes.recordQuality(database, index, quality);
            return quality.passed ? ("passed" as const) : ("held" as const);
          }),
        );
        if (checked === "held") return { outcome: "held" };
        stopped = checked === "stopped";
      }
      if (!stopped) {
        const switched = await step.run("switch", () =>
          withRetryPolicy(async () => {
            const index = await building();
            if (!index) return "gone" as const;
            // What changed since is little: caught up here, so that nothing can change again before the switch.
            for (let from: string | null = ""; from !== null; ) from = await buildPage(services, index, from);
            while (await removeVanished(services, index));
            return searchIndexes.makeActive(database, index);
          }),
        );
        if (switched === "behind") return goOn("");
        stopped = switched === "gone";
      }
      await cleanUp();
      if (stopped) return { outcome: "stopped" };
      await step.sendEvent("switched", { name: "index.switched", data: { workspaceId, indexId } });
      return { outcome: "switched" };
    },
  );
}
