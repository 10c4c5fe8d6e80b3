import type { PullPage, PullRequest } from "@tributary/source";
import type { NotionContext } from "../context.ts";
import { type PullCursor, parseCursor } from "./cursor.ts";
import { FILTER_MAX } from "./filter.ts";
import { listHints, parseHints } from "./hints.ts";
import { openListing } from "./listing.ts";
import { readStep } from "./steps.ts";

/**
 * How far a pull looks back behind the beginning of the last one, in milliseconds: Notion's times count whole minutes, and
 * what changed reaches search a while later (developers.notion.com/reference/search-optimizations-and-limitations).
 */
export const LOOK_BACK_MS = 300_000;

/** Most requests with one page, some more at most: what fails is asked for again from the page's beginning. */
const REQUESTS_MAX = 60;

/** Lists one page: everything, or what changed since the last pull began. */
export async function pull(context: NotionContext, request: PullRequest): Promise<PullPage> {
  const { signal, changes } = request;
  signal?.throwIfAborted();
  const last = request.cursor === null ? null : parseCursor(request.cursor);
  const hints = changes === undefined ? undefined : parseHints(changes.references);
  if (last !== null && last.since !== null && last.config === context.fingerprint && hints !== undefined) {
    const listed = await listHints(context, context.connect(signal), hints, last);
    const cursor: PullCursor = { ...last, marks: listed.marks };
    return { changes: listed.changes, cursor: JSON.stringify(cursor), hasMore: last.position !== null };
  }
  return readOn(context, start(context, request, last), signal);
}

function start(context: NotionContext, { mode }: PullRequest, last: PullCursor | null): PullCursor {
  const isSame = last !== null && last.config === context.fingerprint;
  if (isSame && last.position !== null) return last;
  const since = isSame && mode === "incremental" ? last.since : null;
  const listedAt = isSame ? last.listedAt : null;
  // What is no longer shared leaves no trace in a list of what changed: now and then, everything is listed.
  const isDue = listedAt === null || context.now() - listedAt >= context.censusEveryMs;
  const full = since === null || isDue;
  if (full && since !== null) {
    const { workspace } = context.config;
    context.logger?.info({ workspace }, "Notion: everything is listed again, to find what is gone.");
  }
  return {
    version: 1,
    config: context.fingerprint,
    since,
    listedAt,
    parents: isSame ? last.parents : [],
    unfound: isSame && !full ? last.unfound : [],
    trashed: isSame ? last.trashed : [],
    marks: isSame ? last.marks : [],
    position: {
      full,
      proven: true,
      startedAt: context.now(),
      phase: 0,
      next: null,
      isListed: false,
      filter: "",
      seen: 0,
      stack: [],
      tables: [],
      window: null,
    },
  };
}

/** Goes through the lists until a page is full: small and empty pages cost the host a step each. */
async function readOn(context: NotionContext, from: PullCursor, signal: AbortSignal | undefined): Promise<PullPage> {
  const client = context.connect(signal);
  const listing = openListing(context, client, from);
  let isOver = false;
  while (!isOver && listing.changes.size < context.pageSize && client.requests() < REQUESTS_MAX) {
    isOver = await readStep(listing);
  }
  const changes = [...listing.changes.values()];
  if (!isOver) return { changes, cursor: JSON.stringify(listing.save()), hasMore: true };
  const { position } = listing;
  const { full, proven, startedAt, seen } = position;
  const isComplete = full && proven && seen <= FILTER_MAX;
  if (full && !isComplete) {
    context.logger?.warn(
      { seen },
      "Notion: this listing may lack something, so nothing is deleted for being absent from it.",
    );
  }
  const ended: PullCursor = {
    ...listing.save(),
    since: startedAt - LOOK_BACK_MS,
    listedAt: full ? startedAt : from.listedAt,
    position: null,
  };
  return {
    changes,
    cursor: JSON.stringify(ended),
    hasMore: false,
    ...(isComplete && { complete: true as const }),
  };
}
