import type {
  ConversationRecord,
  DiscussionCommentRecord,
  DiscussionRecord,
  IssueRecord,
  PullRecord,
  RepositoryRecord,
} from "../state/model.ts";
import { emitConversation, emitSubIssue } from "../webhooks/conversation-events.ts";
import { actorOf, type ChangeContext, type ChangeOptions, timeOf } from "./context.ts";
import { label } from "./open-conversations.ts";
import { touch } from "./write-comments.ts";

/** Changes a title or text. */
export function editConversation(
  context: ChangeContext,
  conversation: ConversationRecord,
  input: ChangeOptions & { readonly title?: string; readonly body?: string },
): void {
  const time = timeOf(context, input);
  conversation.title = input.title ?? conversation.title;
  conversation.body = input.body ?? conversation.body;
  conversation.editedAt = time;
  touch(conversation, time);
  emitConversation(context, conversation, "edited", actorOf(context, input));
}

/** Closes an issue or a pull request, unmerged. */
export function closeConversation(
  context: ChangeContext,
  conversation: IssueRecord | PullRecord,
  options: ChangeOptions & { readonly reason?: "completed" | "not_planned" | "duplicate" } = {},
): void {
  const time = timeOf(context, options);
  conversation.state = "closed";
  conversation.closedAt = time;
  conversation.closedBy = actorOf(context, options);
  if (conversation.kind === "issue") conversation.stateReason = options.reason ?? "completed";
  touch(conversation, time);
  emitConversation(context, conversation, "closed", actorOf(context, options));
}

/** Opens it again. */
export function reopenConversation(
  context: ChangeContext,
  conversation: IssueRecord | PullRecord,
  options: ChangeOptions = {},
): void {
  conversation.state = "open";
  conversation.closedAt = null;
  if (conversation.kind === "issue") conversation.stateReason = "reopened";
  touch(conversation, timeOf(context, options));
  emitConversation(context, conversation, "reopened", actorOf(context, options));
}

/** Makes an issue part of another, or of none; the time of neither changes. */
export function setParent(
  context: ChangeContext,
  issue: IssueRecord,
  parent: IssueRecord | null,
  options: ChangeOptions = {},
): void {
  const former = issue.parent;
  former?.subIssues.splice(former.subIssues.indexOf(issue), 1);
  issue.parent = parent;
  parent?.subIssues.push(issue);
  const sender = actorOf(context, options);
  if (former !== null) emitSubIssue(context.world, former, issue, "removed", sender);
  if (parent !== null) emitSubIssue(context.world, parent, issue, "added", sender);
}

/** Gives it these labels instead of those it has. */
export function setLabels(
  context: ChangeContext,
  conversation: ConversationRecord,
  names: readonly string[],
  options: ChangeOptions = {},
): void {
  conversation.labels = names.map((name) => label(context, name));
  touch(conversation, timeOf(context, options));
  emitConversation(context, conversation, "labeled", actorOf(context, options));
}

/** Locks it, or not any more. */
export function setLocked(
  context: ChangeContext,
  conversation: ConversationRecord,
  locked: boolean,
  options: ChangeOptions = {},
): void {
  conversation.locked = locked;
  touch(conversation, timeOf(context, options));
  emitConversation(context, conversation, locked ? "locked" : "unlocked", actorOf(context, options));
}

/** Marks a discussion's answer; null takes the mark away. */
export function markAnswer(
  context: ChangeContext,
  discussion: DiscussionRecord,
  comment: DiscussionCommentRecord | null,
  options: ChangeOptions = {},
): void {
  const time = timeOf(context, options);
  discussion.answer = comment;
  discussion.answerChosenAt = comment === null ? null : time;
  discussion.answerChosenBy = comment === null ? null : actorOf(context, options);
  touch(discussion, time);
  emitConversation(context, discussion, comment === null ? "unanswered" : "answered", actorOf(context, options));
}

/** Removes a conversation for good; its number is never given again. */
export function deleteConversation(
  context: ChangeContext,
  conversation: ConversationRecord,
  options: ChangeOptions = {},
): void {
  if (conversation.kind === "pull") throw new Error("GitHub has no way to delete a pull request.");
  context.repository.conversations.delete(conversation.number);
  context.repository.departed.set(conversation.number, "deleted");
  emitConversation(context, conversation, "deleted", actorOf(context, options));
}

/** Moves an issue or a discussion to another repository, where it gets a new number. */
export function transferConversation(
  context: ChangeContext,
  conversation: IssueRecord | DiscussionRecord,
  target: RepositoryRecord,
  options: ChangeOptions = {},
): void {
  const { repository } = context;
  repository.conversations.delete(conversation.number);
  repository.departed.set(conversation.number, conversation);
  emitConversation(context, conversation, "transferred", actorOf(context, options));
  conversation.repository = target;
  conversation.number = target.nextNumber;
  target.nextNumber += 1;
  target.conversations.set(conversation.number, conversation);
  touch(conversation, timeOf(context, options));
}

/** Merges a pull request with a merge commit, and closes the issues it closes. */
export async function mergePull(
  context: ChangeContext,
  pull: PullRecord,
  options: ChangeOptions = {},
): Promise<string> {
  const { repository } = context;
  const time = timeOf(context, options);
  const actor = actorOf(context, options);
  const base = `refs/heads/${pull.baseRef}`;
  const before = await repository.git.readRef(base);
  const changed = await repository.git.differences(pull.baseSha, pull.headSha);
  const files: Record<string, { mode: string; content: Buffer } | null> = {};
  const listing = await repository.git.listRecursively(`${pull.headSha}^{tree}`);
  const modes = new Map(listing.map((entry) => [entry.path, entry.mode]));
  for (const { path, previousPath, status } of changed) {
    if (previousPath !== undefined && status === "renamed") files[previousPath] = null;
    const object = status === "removed" ? null : await repository.git.read(`${pull.headSha}:${path}`);
    files[path] = object === null ? null : { mode: modes.get(path) ?? "100644", content: object.content };
  }
  const message = `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.headRef}\n\n${pull.title}`;
  const author = { name: actor.login, email: actor.email };
  const parents = [before ?? pull.baseSha, pull.headSha];
  pull.mergeCommitSha = await repository.git.writeCommit({
    files,
    message,
    branch: pull.baseRef,
    author,
    time,
    parents,
  });
  pull.mergedAt = time;
  pull.mergedBy = actor;
  for (const issue of pull.closes) if (issue.state === "open") closeConversation(context, issue, options);
  closeConversation(context, pull, options);
  repository.pushedAt = time;
  return pull.mergeCommitSha;
}
