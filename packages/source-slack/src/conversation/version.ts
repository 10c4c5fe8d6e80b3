import { createHash } from "node:crypto";
import type { SlackMessage } from "../api/message.ts";

/** Part of every version: documents written differently by a newer version of this package are read again. */
const RENDERING = 1;

/** Separates what a listing can tell of a thread from what an event has told beside it. */
const EVENT_MARK = "~";

/** The version of a burst, from the messages a listing gives. Names of people are not part of it. */
export function burstVersion(channelName: string, messages: readonly SlackMessage[]): string {
  return digest([RENDERING, channelName, messages.map(partsOf)]);
}

/**
 * The version of a thread, from its first message, which tells how many replies there are and when the last was written.
 * An edited reply leaves no trace there: only an event tells of it, and marks the version.
 */
export function threadVersion(channelName: string, parent: SlackMessage): string {
  return digest([RENDERING, channelName, partsOf(parent), parent.reply_count ?? 0, parent.latest_reply ?? ""]);
}

/** A version with the word of an event that something changed which a listing does not show. */
export function markVersion(version: string, event: string): string {
  return `${version}${EVENT_MARK}${event.replaceAll(/[^\w.]/g, "").slice(0, 30)}`;
}

/** The mark of a version, with its separator; empty without one. */
export function markOf(version: string): string {
  const at = version.indexOf(EVENT_MARK);
  return at < 0 ? "" : version.slice(at);
}

function partsOf({ ts, user, text, edited, files = [], attachments = [], blocks = [] }: SlackMessage): unknown {
  return [
    ts,
    user,
    text,
    edited?.ts,
    files.map(({ id, name, title, size }) => [id, name, title, size]),
    attachments,
    blocks,
  ];
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 20);
}
