import type { PullPage, PullRequest } from "@tributary/source";
import { continueChanges, pullChanges } from "./changes.ts";
import { parseCursor } from "./cursor.ts";
import { continueEverything, startEverything } from "./everything.ts";
import { pullHinted, readHints } from "./hints.ts";
import type { Session } from "./session.ts";

/** Answers one pull. */
export async function pull(session: Session, request: PullRequest): Promise<PullPage> {
  const { mode, signal } = request;
  signal?.throwIfAborted();
  const cursor = request.cursor === null ? null : parseCursor(request.cursor);
  const state = cursor?.listing;
  if (cursor !== null && state !== undefined && cursor.config === session.fingerprint) {
    return state.kind === "changes"
      ? await continueChanges(session, cursor, state, signal)
      : await continueEverything(session, cursor, state, signal);
  }
  if (cursor === null || mode === "full") return await startEverything(session, "full", signal);
  // The configuration is another, or was while a listing was under way: what it leaves out now has to go.
  if (cursor.config !== session.fingerprint) return await startEverything(session, "census", signal);
  const hints = readHints(request.changes?.references ?? []);
  if (hints !== null) {
    const page = await pullHinted(session, cursor, hints, signal);
    if (page !== null) return page;
  }
  return await pullChanges(session, cursor, signal);
}
