import { type PullPage, type SourceChange, SourceError } from "@tributary/source";
import { toCommitReference, toConversationReference, toReleaseReference } from "../conversations/ids.ts";
import type { FileListing } from "../files/file-listing.ts";
import {
  type ConversationKind,
  type Cursor,
  conversationKinds,
  formatCursor,
  type ListingState,
  type Marks,
  type Position,
} from "./cursor.ts";
import { rulesAt } from "./head.ts";
import { type Listed, type ListQuery, runListQuery } from "./list-query.ts";
import { conversationMark, releaseMark, SEEN_MAX, seenKey } from "./marks.ts";
import type { Session } from "./session.ts";

/** Most conversations of one kind on a page: GitHub gives no more at once (docs.github.com/graphql/overview/resource-limitations). */
export const NODES_MAX = 100;

/** Begins a listing of everything: with contents where that is cheap (`full`), or by reference (`census`). */
export async function startEverything(
  session: Session,
  kind: "full" | "census",
  signal?: AbortSignal,
): Promise<PullPage> {
  const lists = Object.fromEntries(session.lists.map((list) => [list, null]));
  const listed = await runListQuery(
    session.api,
    session.config,
    { ...queryBase(session), at: atStart(session), history: firstHistory(session), lists, newest: true },
    signal,
  );
  const marks: Marks = {};
  const state: ListingState = { kind };
  for (const list of session.lists) {
    state[list] = { after: null, count: 0 };
    if (list === "releases") marks.releases = releaseMark(listed.releasesNewest?.nodes ?? [], 0);
    else marks[list] = conversationMark(listed[`${list}Newest`]?.nodes ?? []);
  }
  const head = listed.head ?? null;
  if (head !== null && session.files) state.files = { at: 0 };
  if (head !== null && session.commits > 0) state.commits = { after: null, left: session.commits };
  const cursor: Cursor = {
    v: 1,
    config: session.fingerprint,
    repository: listed.databaseId,
    commit: head?.oid ?? null,
    rules: head === null ? "" : rulesAt(session.config, head).fingerprint,
    marks,
    listing: state,
  };
  return await toPage(session, cursor, state, listed, signal);
}

/** Goes on with a listing of everything. */
export async function continueEverything(
  session: Session,
  cursor: Cursor,
  state: ListingState,
  signal?: AbortSignal,
): Promise<PullPage> {
  const lists = Object.fromEntries(session.lists.flatMap((list) => (state[list] ? [[list, state[list].after]] : [])));
  const kept = keptListing(session, cursor, state);
  const needsHead = (state.files !== undefined && kept === null) || state.commits !== undefined;
  let listed: Listed | null = null;
  if (needsHead || Object.keys(lists).length > 0) {
    const at = needsHead && typeof cursor.commit === "string" ? { commit: cursor.commit } : null;
    const history =
      state.commits === undefined
        ? undefined
        : { first: Math.min(NODES_MAX, state.commits.left), after: state.commits.after };
    const request: ListQuery = { ...queryBase(session), at, history, lists, newest: false };
    listed = await runListQuery(session.api, session.config, request, signal);
    if (listed.databaseId !== cursor.repository) throw expired(session, "the repository was replaced by another");
  }
  return await toPage(session, cursor, state, listed, signal);
}

async function toPage(
  session: Session,
  cursor: Cursor,
  state: ListingState,
  listed: Listed | null,
  signal?: AbortSignal,
): Promise<PullPage> {
  const next: ListingState = { ...state };
  const marks: Marks = { ...cursor.marks };
  const changes: SourceChange[] = [];
  const listing = await fileListing(session, cursor, state, listed, signal);
  if (listing !== null) {
    const page = await listing.page(state.files?.at ?? 0, session.pageSize, signal);
    changes.push(...page.changes);
    next.files = page.next === null ? undefined : { at: page.next };
    if (page.next === null) session.listings.drop(listing);
  }
  changes.push(...commitChanges(cursor, state, next, listed));
  for (const kind of conversationKinds) changes.push(...conversationChanges(kind, cursor, state, next, marks, listed));
  changes.push(...releaseChanges(cursor, state, next, marks, listed));

  if (state.total === undefined) next.total = totalOf(session, listing, listed, next);
  const { kind: _, total, partial, ...open } = next;
  const hasMore = Object.values(open).some((part) => part !== undefined);
  if (partial)
    session.logger?.warn({ repository: session.api.repository }, "a list was shorter than GitHub says it is");
  const caughtUp = { ...cursor, marks };
  return {
    changes,
    cursor: formatCursor(hasMore ? { ...caughtUp, listing: next } : { ...caughtUp, listing: undefined }),
    hasMore,
    ...(total !== undefined && { total }),
    ...(!hasMore && partial === undefined && { complete: true as const }),
  };
}

async function fileListing(
  session: Session,
  cursor: Cursor,
  state: ListingState,
  listed: Listed | null,
  signal?: AbortSignal,
): Promise<FileListing | null> {
  if (state.files === undefined) return null;
  const kept = keptListing(session, cursor, state);
  if (kept !== null) return kept;
  const head = listed?.head;
  if (!listed || !head) throw expired(session, "its commit is gone");
  const rules = rulesAt(session.config, head);
  if (rules.fingerprint !== cursor.rules) throw expired(session, "its rules changed");
  const request = {
    repositoryId: listed.databaseId,
    repository: listed.nameWithOwner,
    url: listed.url,
    commit: head.oid,
    tree: head.tree.oid,
    rules,
    contents: state.kind === "full",
  };
  return await session.listings.open(request, signal);
}

function keptListing(session: Session, cursor: Cursor, state: ListingState): FileListing | null {
  if (state.files === undefined || typeof cursor.commit !== "string") return null;
  return session.listings.kept(cursor.commit, cursor.rules ?? "", state.kind === "full");
}

function commitChanges(cursor: Cursor, state: ListingState, next: ListingState, listed: Listed | null): SourceChange[] {
  const history = listed?.head?.history;
  if (state.commits === undefined || history === undefined) return [];
  const shas = history.nodes.flatMap((node) => (node === null ? [] : [node.oid])).slice(0, state.commits.left);
  const left = state.commits.left - shas.length;
  const goesOn = history.pageInfo.hasNextPage && left > 0 && shas.length > 0;
  next.commits = goesOn ? { after: history.pageInfo.endCursor ?? null, left } : undefined;
  return shas.map((sha) => ({ type: "reference", reference: toCommitReference(cursor.repository, sha) }));
}

function conversationChanges(
  kind: ConversationKind,
  cursor: Cursor,
  state: ListingState,
  next: ListingState,
  marks: Marks,
  listed: Listed | null,
): SourceChange[] {
  const position = state[kind];
  const page = listed?.[kind];
  const mark = marks[kind];
  if (position === undefined || page === undefined || mark === undefined) return [];
  const keys = page.nodes.flatMap((node) => (node === null ? [] : [node]));
  const atMark = keys.filter(({ updatedAt }) => updatedAt === mark.at).map(seenKey);
  marks[kind] = {
    at: mark.at,
    seen: [...mark.seen, ...atMark].slice(0, SEEN_MAX),
    total: totalOfList(position, page, keys.length),
    max: Math.max(mark.max, ...keys.map(({ number }) => number)),
  };
  next[kind] = advance(position, page, keys.length, next);
  return keys.map((key) => ({
    type: "reference",
    reference: toConversationReference(cursor.repository, kind, key),
  }));
}

function releaseChanges(
  cursor: Cursor,
  state: ListingState,
  next: ListingState,
  marks: Marks,
  listed: Listed | null,
): SourceChange[] {
  const page = listed?.releases;
  if (state.releases === undefined || page === undefined || marks.releases === undefined) return [];
  const keys = page.nodes.flatMap((node) => (node === null ? [] : [node]));
  marks.releases = { ...marks.releases, total: totalOfList(state.releases, page, keys.length) };
  next.releases = advance(state.releases, page, keys.length, next);
  return keys
    .filter(({ isDraft }) => !isDraft)
    .map((key) => ({ type: "reference", reference: toReleaseReference(cursor.repository, key) }));
}

/**
 * How many of a list the host knows of: more than GitHub counts when one was deleted after its page was read, which the next
 * pull so notices.
 */
function totalOfList(position: Position, page: { readonly totalCount: number }, shown: number): number {
  return Math.max(position.count + shown, page.totalCount);
}

/** Where a list goes on; undefined at its end, where it must have shown as many as GitHub says there are. */
function advance(
  position: Position,
  page: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
  },
  shown: number,
  next: ListingState,
): Position | undefined {
  const count = position.count + shown;
  const { hasNextPage, endCursor } = page.pageInfo;
  const isStuck = hasNextPage && (endCursor === null || endCursor === undefined || endCursor === position.after);
  if (isStuck) throw new SourceError("invalid-response", "GitHub's list goes on without saying where.");
  if (hasNextPage) return { after: endCursor ?? null, count };
  if (count < page.totalCount) next.partial = true;
  return undefined;
}

function totalOf(
  session: Session,
  listing: FileListing | null,
  listed: Listed | null,
  next: ListingState,
): number | undefined {
  // Drafts are counted by GitHub and not listed here: only a list seen whole says how many releases there are.
  if (session.commits > 0 || listed === null || next.releases !== undefined) return undefined;
  const releases = listed.releases?.nodes.filter((node) => node !== null && !node.isDraft).length ?? 0;
  const conversations = conversationKinds.reduce((sum, kind) => sum + (listed[kind]?.totalCount ?? 0), 0);
  return (listing?.total ?? 0) + releases + conversations;
}

function queryBase(session: Session) {
  return { first: Math.min(session.pageSize, NODES_MAX), order: "created" as const };
}

function atStart(session: Session) {
  return session.files || session.commits > 0 ? session.branch : null;
}

function firstHistory(session: Session) {
  return session.commits > 0 ? { first: Math.min(NODES_MAX, session.commits), after: null } : undefined;
}

function expired(session: Session, why: string): SourceError {
  return new SourceError(
    "cursor-expired",
    `The listing of ${session.api.repository} cannot go on, ${why}: start a full sync.`,
  );
}
