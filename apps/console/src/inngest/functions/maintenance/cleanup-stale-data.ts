import { deletions, KEPT_DAYS, sources, staleData, staleKinds, workspaces } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { cron } from "inngest";
import { purgeArchived } from "../../../housekeeping/purge-archived.ts";
import { repairVectors } from "../../../housekeeping/repair-vectors.ts";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import type { WorkflowContext } from "../../workflow.ts";

/** Rows one statement forgets, and statements of one step: seconds of the database's time. */
const ROWS_AT_ONCE = 1_000;
const STATEMENTS_PER_STEP = 20;

/** Steps a night spends on one kind of thing; what is left then goes the next night. */
const STEPS_PER_KIND = 3;

/** Steps for what disconnected sources left, 2,000 documents each. */
const PURGE_STEPS = 20;

/** Steps for the workspaces, which share them when there are more. */
const WORKSPACE_STEPS = 40;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Every night: removes what was kept long enough, brings vectors and documents into line (thoroughly on Sundays), and
 * compacts the vector store. Each step does a portion and may be done again; what one night leaves, the next goes on with.
 */
export function cleanupStaleData({ inngest, services }: WorkflowContext) {
  const { database } = services;
  return inngest.createFunction(
    { id: "cleanup.stale.data", triggers: [cron("0 3 * * *")], concurrency: { limit: 1 } },
    async ({ step }): Promise<WorkflowOutput<"cleanup.stale.data">> => {
      const totals: Record<string, number> = {};
      const add = (counts: Readonly<Record<string, number>>) => {
        for (const [name, count] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + count;
      };
      const begun = await step.run("begin", () =>
        withRetryPolicy(async () => ({
          now: Date.now(),
          workspaceIds: (await workspaces.list(database)).map(({ id }) => id),
        })),
      );

      for (let round = 0, more = true; more && round < PURGE_STEPS; round++) {
        const purged = await step.run(`archived-${round}`, () =>
          withRetryPolicy(() => purgeArchived(services, { now: begun.now })),
        );
        add({ archivedSources: purged.sources, archivedDocuments: purged.documents });
        more = purged.more;
      }
      const before = new Date(begun.now - KEPT_DAYS * DAY_MS);
      for (const kind of ["deletions", ...staleKinds]) {
        for (let round = 0, more = true; more && round < STEPS_PER_KIND; round++) {
          const forgotten = await step.run(`${kind}-${round}`, () =>
            withRetryPolicy(() =>
              inPortions((limit) =>
                kind === "deletions"
                  ? deletions.expire(database, { before, limit })
                  : staleData.forget(database, kind, limit),
              ),
            ),
          );
          add({ [kind]: forgotten.count });
          more = forgotten.more;
        }
      }

      const thorough = new Date(begun.now).getUTCDay() === 0;
      const shares = share(begun.workspaceIds, WORKSPACE_STEPS);
      for (const [number, ids] of shares.entries()) {
        const { syncs, ...counts } = await step.run(`vectors-${number}`, () =>
          withRetryPolicy(() => tendWorkspaces(services, { ids, thorough })),
        );
        add(counts);
        if (syncs.length > 0) {
          await step.sendEvent(
            `index-again-${number}`,
            syncs.map((data) => ({ name: "sync.requested", data: { ...data, trigger: "cleanup" } })),
          );
        }
      }
      return totals;
    },
  );
}

async function inPortions(forget: (limit: number) => Promise<number>): Promise<{ count: number; more: boolean }> {
  let count = 0;
  for (let statement = 0; statement < STATEMENTS_PER_STEP; statement++) {
    const gone = await forget(ROWS_AT_ONCE);
    count += gone;
    if (gone < ROWS_AT_ONCE) return { count, more: false };
  }
  return { count, more: true };
}

async function tendWorkspaces(
  services: Services,
  { ids, thorough }: { readonly ids: readonly string[]; readonly thorough: boolean },
) {
  const totals = { vectors: 0, documents: 0, reindexed: 0 };
  const syncs = [];
  for (const workspaceId of ids) {
    const repair = await repairVectors(services, { workspaceId, thorough });
    totals.vectors += repair.vectors;
    totals.documents += repair.documents;
    totals.reindexed += repair.lost;
    for (const sourceId of repair.sourceIds) {
      const source = await sources.get(services.database, workspaceId, sourceId);
      if (source?.status === "active" || source?.status === "failing") syncs.push({ workspaceId, sourceId });
    }
    await services.store.optimize((await services.indexes.active(workspaceId)).namespace);
  }
  return { ...totals, syncs };
}

/** Cuts a list into at most so many parts of the same length. */
function share(ids: readonly string[], parts: number): string[][] {
  const size = Math.ceil(ids.length / parts);
  return Array.from({ length: Math.min(ids.length, parts) }, (_, n) => ids.slice(n * size, (n + 1) * size)).filter(
    (part) => part.length > 0,
  );
}
