import type { PullPage, SourceChange } from "@tributary/source";
import { toConversationReference, toReleaseReference } from "../conversations/ids.ts";
import {
  type ConversationKind,
  type Cursor,
  conversationKinds,
  formatCursor,
  type ListingState,
  type Marks,
} from "./cursor.ts";
import { startEverything } from "./everything.ts";
import { listFileChanges } from "./file-changes.ts";
import { rulesAt } from "./head.ts";
import { type Listed, runListQuery } from "./list-query.ts";
import { releaseMark, releaseSeenKey, SEEN_MAX, seenKey } from "./marks.ts";
import type { Session } from "./session.ts";

/** Conversations asked for in the first query: few, as most pulls find nothing new. */
const FIRST_LOOK = 30;

/** Says that the changes cannot be told one by one: everything has to be listed. */
export const everythingChanged = Symbol("everything changed");

/** Lists what changed since a cursor; everything, when that cannot be told or something was deleted unseen. */
export async function pullChanges(session: Session, cursor: Cursor, signal?: AbortSignal): Promise<PullPage> {
  const page =
    session.lists.length === 0
      ? await changesOfFiles(session, cursor, signal)
      : await changesOfAll(session, cursor, signal);
  return page === everythingChanged ? await startEverything(session, "census", signal) : page;
}

/** Goes on with a listing of changes. */
export async function continueChanges(
  session: Session,
  cursor: Cursor,
  state: ListingState,
  signal?: AbortSignal,
): Promise<PullPage> {
  const lists = Object.fromEntries(
    conversationKinds.flatMap((kind) => (state[kind] ? [[kind, state[kind].after]] : [])),
  );
  const listed =
    Object.keys(lists).length === 0
      ? null
      : await runListQuery(
          session.api,
          session.config,
          { at: null, lists, first: Math.min(session.pageSize, 100), order: "updated", newest: false },
          signal,
        );
  const page = await toPage(session, cursor, state, listed, signal);
  return page === everythingChanged ? await startEverything(session, "census", signal) : page;
}

/** Where only files are read, one conditional request tells that nothing changed, and a 304 costs nothing. */
async function changesOfFiles(
  session: Session,
  cursor: Cursor,
  signal?: AbortSignal,
): Promise<PullPage | typeof everythingChanged> {
  const { api, config } = session;
  const { commit } = cursor;
  if (typeof commit !== "string") return everythingChanged;
  const { status, text } = await api.text({
    what: "the newest commit",
    route: "GET /repos/{owner}/{repo}/commits/{ref}",
    parameters: { ...api.place, ref: config.branch === undefined ? "HEAD" : `heads/${config.branch}` },
    // This media type's ETag is the commit's name itself (docs.github.com/rest/commits/commits#get-a-commit).
    headers: { accept: "application/vnd.github.sha", "if-none-match": `"${commit}"` },
    signal,
  });
  const head = text.trim();
  if (status === 304 || head === commit) return unchanged(cursor);
  if (!/^[0-9a-f]{40,64}$/.test(head)) return everythingChanged;
  const state: ListingState = { kind: "changes", files: { at: 0, from: commit } };
  return await toPage(session, { ...cursor, commit: head }, state, null, signal);
}

async function changesOfAll(
  session: Session,
  cursor: Cursor,
  signal?: AbortSignal,
): Promise<PullPage | typeof everythingChanged> {
  const readsBranch = session.files || session.commits > 0;
  const listed = await runListQuery(
    session.api,
    session.config,
    {
      at: readsBranch ? session.branch : null,
      lists: Object.fromEntries(session.lists.map((list) => [list, null])),
      first: Math.min(session.pageSize, FIRST_LOOK),
      order: "updated",
      newest: false,
    },
    signal,
  );
  if (listed.databaseId !== cursor.repository) return everythingChanged;
  const state: ListingState = { kind: "changes", before: cursor.marks };
  for (const kind of conversationKinds) {
    if (session.lists.includes(kind)) state[kind] = { after: null, count: 0, created: 0 };
  }
  let next = cursor;
  if (readsBranch) {
    const head = listed.head?.oid ?? null;
    const known = cursor.commit ?? null;
    if (head !== known) {
      if (head === null || known === null || !listed.head) return everythingChanged;
      const rules = rulesAt(session.config, listed.head).fingerprint;
      if (rules !== cursor.rules) return everythingChanged;
      state.files = { at: 0, from: known };
      next = { ...cursor, commit: head };
    }
  }
  return await toPage(session, next, state, listed, signal);
}

async function toPage(
  session: Session,
  cursor: Cursor,
  state: ListingState,
  listed: Listed | null,
  signal?: AbortSignal,
): Promise<PullPage | typeof everythingChanged> {
  const next: ListingState = { ...state };
  const marks: Marks = { ...cursor.marks };
  const changes: SourceChange[] = [];
  for (const kind of conversationKinds) {
    const found = conversationChanges(kind, cursor, state, next, marks, listed);
    if (found === everythingChanged) return everythingChanged;
    changes.push(...found);
  }
  const releases = releaseChanges(cursor, state, marks, listed);
  if (releases === everythingChanged) return everythingChanged;
  changes.push(...releases);

  if (state.files?.from !== undefined && typeof cursor.commit === "string") {
    const { from, at } = state.files;
    const page = await listFileChanges(session, cursor, { from, to: cursor.commit, at }, signal);
    if (page === null) return everythingChanged;
    changes.push(...page.changes);
    next.files = page.next === null ? undefined : { at: page.next, from };
  }
  const hasMore = next.files !== undefined || conversationKinds.some((kind) => next[kind] !== undefined);
  const caughtUp = { ...cursor, marks, listing: undefined };
  if (!hasMore && changes.length === 0) return { changes, cursor: formatCursor(caughtUp), hasMore, total: 0 };
  return { changes, cursor: formatCursor(hasMore ? { ...caughtUp, listing: next } : caughtUp), hasMore };
}

function conversationChanges(
  kind: ConversationKind,
  cursor: Cursor,
  state: ListingState,
  next: ListingState,
  marks: Marks,
  listed: Listed | null,
): readonly SourceChange[] | typeof everythingChanged {
  const position = state[kind];
  const page = listed?.[kind];
  const known = state.before?.[kind];
  if (position === undefined || page === undefined) return [];
  if (known === undefined) return everythingChanged;
  const keys = page.nodes.flatMap((node) => (node === null ? [] : [node]));
  // Latest change first: what is older than the mark was known before, and so is everything behind it.
  const fresh = keys.filter(({ updatedAt }) => updatedAt >= known.at);
  const changed = fresh.filter((key) => key.updatedAt > known.at || !known.seen.includes(seenKey(key)));
  const created = (position.created ?? 0) + fresh.filter(({ number }) => number > known.max).length;

  const isFirst = position.after === null;
  const so = marks[kind] ?? known;
  const at = isFirst ? (keys[0]?.updatedAt ?? known.at) : so.at;
  const seen = isFirst && at !== known.at ? [] : so.seen;
  const atMark = keys.filter(({ updatedAt }) => updatedAt === at).map(seenKey);
  marks[kind] = {
    at,
    seen: [...new Set([...atMark, ...seen])].slice(0, SEEN_MAX),
    total: page.totalCount,
    max: Math.max(so.max, ...keys.map(({ number }) => number)),
  };
  const { hasNextPage, endCursor } = page.pageInfo;
  const goesOn = hasNextPage && fresh.length === keys.length && keys.length > 0 && typeof endCursor === "string";
  next[kind] = goesOn ? { after: endCursor, count: position.count + keys.length, created } : undefined;
  // One more or less than can be told: something was deleted or moved away, or came back.
  if (!goesOn && page.totalCount !== known.total + created) return everythingChanged;
  return changed.map((key) => ({
    type: "reference",
    reference: toConversationReference(cursor.repository, kind, key),
  }));
}

function releaseChanges(
  cursor: Cursor,
  state: ListingState,
  marks: Marks,
  listed: Listed | null,
): readonly SourceChange[] | typeof everythingChanged {
  const page = listed?.releases;
  if (page === undefined) return [];
  const known = state.before?.releases;
  if (known === undefined) return everythingChanged;
  const keys = page.nodes.flatMap((node) => (node === null ? [] : [node]));
  const names = new Set(known.known.map((key) => key.slice(0, 8)));
  const isKnown = (key: (typeof keys)[number]) => names.has(releaseSeenKey(key).slice(0, 8));
  // With none gone, as many are new as there are more: any other sum means that one was deleted, or made for an old tag.
  const created = page.totalCount - known.total;
  if (keys.filter((key) => !isKnown(key)).length !== created) return everythingChanged;
  marks.releases = releaseMark(keys, page.totalCount);
  return keys
    .filter((key) => !key.isDraft && !known.known.includes(releaseSeenKey(key)))
    .map((key) => ({ type: "reference", reference: toReleaseReference(cursor.repository, key) }));
}

function unchanged(cursor: Cursor): PullPage {
  return { changes: [], cursor: formatCursor(cursor), hasMore: false, total: 0 };
}
