import { idOfChange, type PullPage, type PullRequest, type SourceChange, SourceError } from "@tributary/source";
import type { LinearContext } from "../context.ts";
import { type PullCursor, type PullPosition, parseCursor, remember, rememberDeleted } from "./cursor.ts";
import { parseHints, pullHints } from "./hints.ts";
import { listsOf } from "./lists.ts";
import { checkTeams } from "./teams.ts";

/**
 * How far a pull looks back behind the beginning of the last one, in milliseconds: something may get its time a moment
 * before it can be seen, and Linear's clock is read from a header that counts whole seconds.
 */
export const LOOK_BACK_MS = 60_000;

/** Most lists asked for with one page: what fails is asked for again from the page's beginning. */
const REQUESTS_MAX = 12;

/** Lists one page: everything, or what changed since the last pull began. */
export async function pull(context: LinearContext, request: PullRequest): Promise<PullPage> {
  const { signal } = request;
  signal?.throwIfAborted();
  const last = request.cursor === null ? null : parseCursor(request.cursor);
  const canHint = last !== null && last.since !== null && last.config === context.fingerprint;
  if (request.changes !== undefined && request.cursor !== null && canHint) {
    const hints = parseHints(request.changes.references);
    const position = { cursor: request.cursor, hasMore: last.position !== null };
    if (hints !== undefined) return pullHints(context, hints, position, signal);
  }
  const cursor = start(context, request, last);
  if (cursor.position.startedAt === null) await checkTeams(context, signal);
  return readOn(context, cursor, signal);
}

type Going = PullCursor & { readonly position: PullPosition };

function start(context: LinearContext, { mode }: PullRequest, last: PullCursor | null): Going {
  const isSame = last !== null && last.config === context.fingerprint;
  if (isSame && last.position !== null) return { ...last, position: last.position };
  const since = isSame && mode === "incremental" ? last.since : null;
  const listedAt = isSame ? last.listedAt : null;
  // What is removed for good, hidden or archived leaves no trace in a list of changes: now and then, everything is listed.
  const isDue = listedAt === null || context.now() - listedAt >= context.censusEveryMs;
  const full = since === null || isDue;
  if (full && mode === "incremental" && since !== null) {
    context.logger?.info(
      { workspace: context.config.workspace },
      "Linear: everything is listed again, to find what is gone.",
    );
  }
  return {
    version: 1,
    config: context.fingerprint,
    since,
    listedAt,
    deleted: isSame && !full ? last.deleted : [],
    position: { full, startedAt: null, list: 0, after: null, seen: [], deleted: [] },
  };
}

/** Goes through the lists until a page is full: small and empty pages cost the host a step each. */
async function readOn(context: LinearContext, going: Going, signal: AbortSignal | undefined): Promise<PullPage> {
  const { full } = going.position;
  const lists = listsOf(context, full);
  const since = full || going.since === null ? null : new Date(going.since).toISOString();
  let position = going.position;
  const changes = new Map<string, SourceChange>();
  for (let requests = 1; ; requests += 1) {
    const list = lists[position.list];
    if (list === undefined) break;
    const page = await list.read(context, { since, after: position.after, signal });
    // Looking back, a pull meets deletions the last one listed.
    const fresh = page.listed.filter(({ mark }) => mark === undefined || !going.deleted.includes(mark));
    // Listed twice, as itself and for a comment of its own: the later word counts.
    for (const { change } of fresh) changes.set(idOfChange(change), change);
    const marks = page.listed.flatMap(({ mark }) => mark ?? []);
    const deleted = rememberDeleted(position.deleted, marks);
    const next = { full, startedAt: position.startedAt ?? page.answeredAt, deleted };
    position =
      page.next === null
        ? { ...next, list: position.list + 1, after: null, seen: [] }
        : { ...next, list: position.list, after: page.next, seen: remember(position.seen, page.next, list.name) };
    const isFull = changes.size >= context.pageSize || requests >= REQUESTS_MAX;
    if (isFull && lists[position.list] !== undefined) {
      return { changes: [...changes.values()], cursor: JSON.stringify({ ...going, position }), hasMore: true };
    }
  }
  if (position.startedAt === null) {
    throw new SourceError("invalid-config", "The configuration reads nothing: switch on at least one kind of thing.");
  }
  // A team that was hidden while its things were listed would look empty.
  if (full) await checkTeams(context, signal);
  const ended: PullCursor = {
    ...going,
    since: position.startedAt - LOOK_BACK_MS,
    listedAt: full ? context.now() : going.listedAt,
    deleted: position.deleted,
    position: null,
  };
  return {
    changes: [...changes.values()],
    cursor: JSON.stringify(ended),
    hasMore: false,
    ...(full && { complete: true as const }),
  };
}
