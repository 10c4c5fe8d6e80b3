import * as change from "./changes/change-conversations.ts";
import type { ChangeContext } from "./changes/context.ts";
import * as open from "./changes/open-conversations.ts";
import * as release from "./changes/releases.ts";
import * as write from "./changes/write-comments.ts";
import type { ConversationRecord, IssueRecord, PullRecord } from "./state/model.ts";

type Tail<F> = F extends (context: ChangeContext, ...rest: infer R) => infer T ? (...parameters: R) => T : never;

/** What can happen to issues, pull requests, discussions and releases. */
export interface ConversationChanges {
  readonly openIssue: Tail<typeof open.openIssue>;
  /** Opens a pull request from a branch that exists. */
  readonly openPull: Tail<typeof open.openPull>;
  readonly openDiscussion: Tail<typeof open.openDiscussion>;
  /** Comments on an issue or a pull request. */
  readonly comment: Tail<typeof write.commentOnIssue>;
  /** Comments on a discussion, or replies to a comment there. */
  readonly commentOnDiscussion: Tail<typeof write.commentOnDiscussion>;
  readonly review: Tail<typeof write.reviewPull>;
  readonly replyInThread: Tail<typeof write.replyInThread>;
  readonly resolveThread: Tail<typeof write.resolveThread>;
  readonly editComment: Tail<typeof write.editComment>;
  readonly deleteComment: Tail<typeof write.deleteComment>;
  readonly edit: Tail<typeof change.editConversation>;
  readonly close: Tail<typeof change.closeConversation>;
  readonly reopen: Tail<typeof change.reopenConversation>;
  /** Makes an issue part of another, or of none. */
  readonly setParent: Tail<typeof change.setParent>;
  readonly setLabels: Tail<typeof change.setLabels>;
  readonly setLocked: Tail<typeof change.setLocked>;
  readonly markAnswer: Tail<typeof change.markAnswer>;
  /** Removes an issue or a discussion for good. */
  readonly delete: Tail<typeof change.deleteConversation>;
  /** Moves an issue or a discussion to another repository. */
  readonly transfer: Tail<typeof change.transferConversation>;
  /** Merges a pull request and closes what it closes; returns the merge commit. */
  readonly merge: Tail<typeof change.mergePull>;
  readonly createRelease: Tail<typeof release.createRelease>;
  readonly editRelease: Tail<typeof release.editRelease>;
  readonly deleteRelease: Tail<typeof release.deleteRelease>;
  /** The issue, pull request or discussion of this number; throws when there is none. */
  conversation(number: number): ConversationRecord;
}

/** Makes the changes of conversations. */
export function changeConversations(context: ChangeContext): ConversationChanges {
  const bound =
    <R extends readonly unknown[], T>(act: (context: ChangeContext, ...rest: R) => T) =>
    (...rest: R) =>
      act(context, ...rest);
  return {
    openIssue: bound(open.openIssue),
    openPull: bound(open.openPull),
    openDiscussion: bound(open.openDiscussion),
    comment: bound(write.commentOnIssue),
    commentOnDiscussion: bound(write.commentOnDiscussion),
    review: bound(write.reviewPull),
    replyInThread: bound(write.replyInThread),
    resolveThread: bound(write.resolveThread),
    editComment: bound(write.editComment),
    deleteComment: bound(write.deleteComment),
    edit: bound(change.editConversation),
    close: bound(change.closeConversation) as (conversation: IssueRecord | PullRecord) => void,
    reopen: bound(change.reopenConversation),
    setParent: bound(change.setParent),
    setLabels: bound(change.setLabels),
    setLocked: bound(change.setLocked),
    markAnswer: bound(change.markAnswer),
    delete: bound(change.deleteConversation),
    transfer: bound(change.transferConversation),
    merge: bound(change.mergePull),
    createRelease: bound(release.createRelease),
    editRelease: bound(release.editRelease),
    deleteRelease: bound(release.deleteRelease),
    conversation(number) {
      const found = context.repository.conversations.get(number);
      if (found === undefined) throw new Error(`There is no conversation #${number}.`);
      return found;
    },
  };
}
