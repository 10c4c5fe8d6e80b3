import type { ChangeContext } from "../changes/context.ts";
import { countPull } from "../rest/pull-counts.ts";
import { renderDiscussion } from "../rest/render-discussion.ts";
import { renderIssue } from "../rest/render-issue.ts";
import { renderPull } from "../rest/render-pull.ts";
import { renderRepository } from "../rest/render-repository.ts";
import type { RenderContext } from "../rest/schemas.ts";
import type { ConversationRecord, IssueRecord, UserRecord } from "../state/model.ts";
import type { World } from "../state/world.ts";

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

/** Tells the hooks of both issues' repositories that one became part of the other, or is no longer. */
export function emitSubIssue(
  world: World,
  parent: IssueRecord,
  issue: IssueRecord,
  change: "added" | "removed",
  sender: UserRecord,
): void {
  const both = (context: RenderContext) => ({
    parent_issue_id: parent.id,
    parent_issue: renderIssue(context, parent),
    sub_issue_id: issue.id,
    sub_issue: renderIssue(context, issue),
  });
  world.hooks.emit({
    name: "sub_issues",
    action: `sub_issue_${change}`,
    repository: parent.repository,
    sender,
    payload: (context) => ({ ...both(context), sub_issue_repo: renderRepository(context, issue.repository) }),
  });
  world.hooks.emit({
    name: "sub_issues",
    action: `parent_issue_${change}`,
    repository: issue.repository,
    sender,
    payload: (context) => ({ ...both(context), parent_issue_repo: renderRepository(context, parent.repository) }),
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
