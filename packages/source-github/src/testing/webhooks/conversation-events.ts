import type { ChangeContext } from "../changes/context.ts";
import { countPull } from "../rest/pull-counts.ts";
import { renderDiscussion } from "../rest/render-discussion.ts";
import { renderIssue } from "../rest/render-issue.ts";
import { renderPull } from "../rest/render-pull.ts";
import type { RenderContext } from "../rest/schemas.ts";
import type { ConversationRecord, UserRecord } from "../state/model.ts";

const names = { issue: "issues", pull: "pull_request", discussion: "discussion" } as const;

/** Tells the hooks what happened to a conversation. */
export function emitConversation(
  { world, repository }: ChangeContext,
  record: ConversationRecord,
  action: string,
  sender: UserRecord,
): void {
  const [label] = record.labels;
  world.hooks.emit({
    name: names[record.kind],
    action,
    repository,
    sender,
    payload: async (context) => ({
      ...(await renderConversation(context, record)),
      ...(action === "labeled" && label !== undefined && { label: { name: label.name } }),
      ...(action === "edited" && { changes: {} }),
    }),
  });
}

/** A conversation under the key its events have. */
async function renderConversation(
  context: RenderContext,
  record: ConversationRecord,
): Promise<Record<string, unknown>> {
  if (record.kind === "issue") return { issue: renderIssue(context, record) };
  if (record.kind === "discussion") return { discussion: renderDiscussion(context, record) };
  // The state now: counting waits for git.
  const early = renderPull(context, record, { commits: 0, additions: 0, deletions: 0, changedFiles: 0 });
  const { commits, additions, deletions, changedFiles } = await countPull(record);
  return {
    number: record.number,
    pull_request: { ...early, commits, additions, deletions, changed_files: changedFiles },
  };
}
