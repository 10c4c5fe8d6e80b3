import { documents, sources, sourceTouches } from "@tributary/database";
import { BATCH_MAX_REFERENCES, type DocumentReference, type WorkflowOutput } from "@tributary/validation";
import { NonRetriableError } from "inngest";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import { invoke, parseInput, type WorkflowContext } from "../../workflow.ts";
import { requestSync } from "../orchestration/request-sync.ts";
import { isStale, sortChanges } from "./pull-page.ts";

/** Pages read at the most: 100 conversations of a kind each. Whoever has more to catch up with needs a sync. */
const MAX_PAGES = 50;

/** What the source calls each type when it is to be read by name. */
const hintKinds: ReadonlyMap<string, string> = new Map([
  ["issue", "issues"],
  ["pull-request", "pullRequests"],
  ["discussion", "discussions"],
]);

/**
 * Reads the issues, pull requests and discussions that changed since the last sync, and nothing else: files, releases and
 * deletions are left to the syncs, so the source's cursor stays.
 */
export function githubDiscussionsSync({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    {
      id: "github.discussions.sync",
      triggers: [{ event: "github.discussions.sync" }],
      concurrency: { limit: 1, key: "event.data.sourceId" },
    },
    async ({ event, step, runId }): Promise<WorkflowOutput<"github.discussions.sync">> => {
      const { workspaceId, sourceId } = parseInput("github.discussions.sync", event.data);
      const scope = { workspaceId, sourceId };
      const totals = { indexed: 0, unchanged: 0, deleted: 0, skipped: 0, failed: 0, sync: false };
      let cursor: string | null = null;
      for (let n = 0, hasMore = true; hasMore; n++) {
        const page: ConversationPage = await step.run(`list-${n}`, () =>
          withRetryPolicy(() => listConversations(services, { ...scope, cursor })),
        );
        if (page.cursor === null || n === MAX_PAGES) {
          await requestSync(step, services, { ...scope, references: [], trigger: "github.discussions.sync" });
          return { ...totals, sync: true };
        }
        totals.unchanged += page.unchanged;
        for (let start = 0; start < page.stale.length; start += BATCH_MAX_REFERENCES) {
          const batchId = `${n}-${start}`;
          const references = page.stale.slice(start, start + BATCH_MAX_REFERENCES);
          const input = { ...scope, jobId: runId, batchId, references };
          const result = await invoke(step, batchId, "files.batch.processor", input);
          totals.indexed += result.added + result.updated;
          totals.deleted += result.deleted;
          totals.skipped += result.skipped;
          totals.failed += result.failed;
        }
        ({ cursor, hasMore } = page);
      }
      return totals;
    },
  );
}

interface ConversationPage {
  /** Null when the source was never synced. */
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly stale: DocumentReference[];
  readonly unchanged: number;
}

async function listConversations(
  services: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly cursor: string | null },
): Promise<ConversationPage> {
  const { workspaceId, sourceId } = input;
  const held = await sources.get(services.database, workspaceId, sourceId);
  if (!held) throw new NonRetriableError(`Source ${sourceId} does not exist: connect it first.`);
  const cursor = input.cursor ?? held.cursor;
  if (cursor === null) return { cursor, hasMore: false, stale: [], unchanged: 0 };
  const source = await services.sources.open(workspaceId, sourceId);
  const page = await source.pull({ mode: "incremental", cursor });
  const listed = sortChanges(page).references.filter(({ type }) => hintKinds.has(type));
  const ids = listed.map(({ id }) => id);
  const known = await documents.known(services.database, { workspaceId, sourceId, ids });
  const stale = listed.filter((reference) => isStale(known.get(reference.id), reference));
  // The cursor stays: the next sync has to look whether they are still there.
  const names = stale.map(({ id, type }) => `${hintKinds.get(type)}:${id.split(":").at(-1)}`);
  await sourceTouches.add(services.database, { workspaceId, sourceId, references: names });
  return { cursor: page.cursor, hasMore: page.hasMore, stale, unchanged: listed.length - stale.length };
}
