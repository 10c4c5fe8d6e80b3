import type { ConversationKind, ConversationName } from "../conversation/ids.ts";
import { microsOf, timestampOf } from "../conversation/time.ts";

/** Most conversations remembered of one channel, and of all: a cursor stays under 32 KiB. */
const CHANNEL_MAX = 150;
const TOTAL_BYTES = 14_000;

/** Most threads of one channel, begun before the stretch an incremental pull reads, whose replies are looked for. */
const WATCHED_MAX = 20;

/** How long a thread is looked after once nobody writes in it any more, in microseconds: two weeks. */
const WATCHED_MICROS = 14 * 86_400_000_000;

/** A conversation a pull has listed. */
export interface KnownConversation {
  readonly kind: ConversationKind;
  readonly ts: string;
  /** The end of its version. */
  readonly mark: string;
}

/** The part of a version that is remembered. */
export function markOfVersion(version: string): string {
  return version.slice(-6);
}

/** Whether something listed is worth remembering when the next pull reads from `windowStart` on. */
export function isWorthKnowing(
  name: Pick<ConversationName, "kind" | "ts">,
  latestReply: string | undefined,
  windowStart: number,
  now: number,
): boolean {
  if (microsOf(name.ts) >= windowStart) return true;
  return name.kind === "thread" && latestReply !== undefined && microsOf(latestReply) >= now - WATCHED_MICROS;
}

/** Conversations as a short text. */
export function encodeKnown(conversations: readonly KnownConversation[]): string {
  return conversations
    .map(({ kind, ts, mark }) => `${kind === "thread" ? "t" : "m"}${mark}${microsOf(ts).toString(36)}`)
    .join(",");
}

/** The reverse. */
export function decodeKnown(text: string): readonly KnownConversation[] {
  return text
    .split(",")
    .filter(Boolean)
    .map((entry) => ({
      kind: entry.startsWith("t") ? "thread" : "messages",
      mark: entry.slice(1, 7),
      ts: timestampOf(Number.parseInt(entry.slice(7), 36)),
    }));
}

/** The newest conversations of a channel, and of those before the window no more threads than can be looked after. */
export function trimChannel(
  conversations: readonly KnownConversation[],
  windowStart: number,
): readonly KnownConversation[] {
  const sorted = conversations.toSorted((one, other) => microsOf(other.ts) - microsOf(one.ts));
  const watched = sorted.filter(({ ts }) => microsOf(ts) < windowStart).slice(0, WATCHED_MAX);
  return [...sorted.filter(({ ts }) => microsOf(ts) >= windowStart), ...watched].slice(0, CHANNEL_MAX);
}

/** What all channels together may remember: those with the most give first. What is forgotten is listed once more. */
export function trimTotal(known: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept: Record<string, string> = { ...known };
  const size = () => Object.values(kept).reduce((sum, text) => sum + text.length, 0);
  for (let excess = size() - TOTAL_BYTES; excess > 0; excess = size() - TOTAL_BYTES) {
    const [channel, text] = Object.entries(kept).reduce((one, other) =>
      other[1].length > one[1].length ? other : one,
    );
    const entries = text.split(",");
    kept[channel] = entries.slice(0, Math.floor(entries.length / 2)).join(",");
  }
  return kept;
}
