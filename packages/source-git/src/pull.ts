import { type PullPage, type PullRequest, type SourceChange, SourceError } from "@tributary/source";
import { type Cursor, formatCursor, parseCursor } from "./cursor.ts";
import { GitFailure } from "./git-command.ts";
import { hasCommit, readHead } from "./head.ts";
import { type Listing, type ListingEntry, listDifference, listEverything } from "./listing.ts";
import { documentId, toReference } from "./references.ts";
import { configFingerprint, readRules } from "./rules.ts";
import type { Session } from "./session.ts";

/** References on one page. */
export const PAGE_SIZE = 2500;

/** Makes the function that answers pulls; it keeps the listing whose pages are being read, and rebuilds it if asked. */
export function createPull(pageSize: number) {
  let current: Listing | null = null;

  return async (session: Session, request: PullRequest): Promise<PullPage> => {
    const cursor = request.cursor === null ? null : parseCursor(request.cursor);
    if (cursor?.listing !== undefined) {
      const kept = isListingOf(current, session, cursor) ? current : null;
      current = kept ?? (await resumeListing(session, cursor, cursor.listing.from, request.signal));
      return finish(session, current, cursor.listing.at);
    }
    const head = await readHead(session.repository, request.signal);
    const known = request.mode === "incremental" && cursor?.config === configOf(session) ? cursor : null;
    if (known?.commit === head) return { changes: [], cursor: formatCursor(known), hasMore: false, total: 0 };
    current = await startListing(session, known, head, request.signal);
    return finish(session, current, 0);
  };

  function finish(session: Session, listing: Listing, at: number): PullPage {
    const page = toPage(session, listing, at, pageSize);
    if (!page.hasMore && current === listing) current = null;
    return page;
  }
}

/** Everything, unless what changed since the cursor is known and judged by the same rules. */
async function startListing(
  session: Session,
  known: Cursor | null,
  head: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const rules = await readRules(session, head, signal);
  if (known !== null && known.rules === rules.fingerprint) {
    try {
      return await listDifference(session, known.commit, head, rules, signal);
    } catch (error) {
      // The commit is gone: the history was rewritten and cleaned up, or this is another clone.
      if (!(error instanceof GitFailure)) throw error;
    }
  }
  return await listEverything(session, head, rules, signal);
}

/** The listing a page belongs to, from its pinned commit. */
async function resumeListing(
  session: Session,
  cursor: Cursor,
  from: string | null,
  signal?: AbortSignal,
): Promise<Listing> {
  const { commit } = cursor;
  const expired = new SourceError(
    "cursor-expired",
    `The listing of commit ${commit.slice(0, 12)} cannot go on, the repository or its settings changed too much: start a full sync.`,
  );
  if (cursor.config !== configOf(session) || !(await hasCommit(session.repository, commit, signal))) throw expired;
  const rules = await readRules(session, commit, signal);
  if (rules.fingerprint !== cursor.rules) throw expired;
  if (from === null) return await listEverything(session, commit, rules, signal);
  try {
    return await listDifference(session, from, commit, rules, signal);
  } catch (error) {
    throw error instanceof GitFailure ? expired : error;
  }
}

function toPage(session: Session, listing: Listing, at: number, pageSize: number): PullPage {
  const { commit, from, rules, entries } = listing;
  const next = Math.min(at + pageSize, entries.length);
  const hasMore = next < entries.length;
  const cursor: Cursor = { v: 1, commit, config: configOf(session), rules: rules.fingerprint };
  return {
    changes: entries.slice(at, next).map((entry) => toChange(session, listing, entry)),
    cursor: formatCursor(hasMore ? { ...cursor, listing: { from, at: next } } : cursor),
    hasMore,
    total: entries.length,
    ...(!hasMore && from === null && { complete: true as const }),
  };
}

function toChange({ prefix }: Session, listing: Listing, entry: ListingEntry): SourceChange {
  if ("type" in entry) return { type: "delete", id: documentId(prefix, entry.path) };
  const touch = listing.touches.get(entry.path);
  return { type: "reference", reference: toReference(prefix, listing.commit, entry, listing.rules, touch) };
}

function isListingOf(listing: Listing | null, session: Session, cursor: Cursor): listing is Listing {
  return (
    listing !== null &&
    listing.commit === cursor.commit &&
    listing.from === cursor.listing?.from &&
    listing.rules.fingerprint === cursor.rules &&
    cursor.config === configOf(session)
  );
}

function configOf(session: Session): string {
  return configFingerprint(session.config, session.scope);
}
