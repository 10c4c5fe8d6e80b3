import type { SlackMessage } from "../api/message.ts";
import { blockStart, microsOf } from "./time.ts";

/** Messages of which Slack writes the text itself: who came, who went, what was pinned. */
const noise: ReadonlySet<string> = new Set([
  "bot_add",
  "bot_remove",
  "channel_archive",
  "channel_convert_to_private",
  "channel_convert_to_public",
  "channel_join",
  "channel_leave",
  "channel_name",
  "channel_posting_permissions",
  "channel_purpose",
  "channel_topic",
  "channel_unarchive",
  "ekm_access_denied",
  "group_archive",
  "group_join",
  "group_leave",
  "group_name",
  "group_purpose",
  "group_topic",
  "group_unarchive",
  "joiner_notification",
  "joiner_notification_for_inviter",
  "pinned_item",
  "reminder_add",
  "reply_broadcast",
  "unpinned_item",
]);

/** How messages become documents. */
export interface GroupingRules {
  /** Microseconds of silence that end a conversation. */
  readonly pauseMicros: number;
  /** Whether what apps and bots write counts. */
  readonly bots: boolean;
}

/** Messages of one channel with no long silence between them. */
export interface Burst {
  /** When its first message was written, one that begins a thread included: its name. */
  readonly ts: string;
  /** Oldest first; those that begin a thread are not among them. */
  readonly messages: readonly SlackMessage[];
  /** Messages between them that begin a thread. */
  readonly threads: readonly SlackMessage[];
  /** When its last message was written, of either kind. */
  readonly lastTs: string;
}

/** Whether a message says something at all. */
export function isContent(message: SlackMessage, rules: GroupingRules): boolean {
  if (message.subtype !== undefined && noise.has(message.subtype)) return false;
  return rules.bots || (message.bot_id === undefined && message.subtype !== "bot_message");
}

/** Whether a message begins a thread that has replies. */
export function isThread(message: SlackMessage): boolean {
  return message.thread_ts === message.ts && (message.reply_count ?? 0) > 0;
}

/** Whether a message was written in the channel itself: replies shown there as well belong to their threads. */
export function isTopLevel(message: SlackMessage, rules: GroupingRules): boolean {
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return !isReply && isContent(message, rules);
}

interface GrowingBurst {
  readonly ts: string;
  lastTs: string;
  readonly messages: SlackMessage[];
  readonly threads: SlackMessage[];
}

/** Keeps a thread about a message that itself is left out, such as an app's: it counts for no pause. */
function keepThread(bursts: GrowingBurst[], parent: SlackMessage): void {
  const burst = bursts.at(-1);
  if (burst === undefined) {
    bursts.push({ ts: parent.ts, lastTs: parent.ts, messages: [], threads: [parent] });
    return;
  }
  burst.threads.push(parent);
  burst.lastTs = parent.ts;
}

/**
 * Groups a channel's messages, oldest first, into bursts. One ends where nothing is written for the length of a pause, and
 * at every fourth full hour UTC: what is in a burst thereby depends on the messages of one such block alone, and a new,
 * edited or deleted message never changes which burst another one is in, but for those after a deleted one. Messages that
 * begin a thread count for the pauses, so that beginning one changes no other burst.
 */
export function groupBursts(messages: readonly SlackMessage[], rules: GroupingRules): readonly Burst[] {
  const bursts: GrowingBurst[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const message of messages) {
    if (!isTopLevel(message, rules)) {
      if (isThread(message)) keepThread(bursts, message);
      continue;
    }
    const at = microsOf(message.ts);
    const isNew = at - last > rules.pauseMicros || blockStart(at) !== blockStart(last);
    last = at;
    let burst = isNew ? undefined : bursts.at(-1);
    if (burst === undefined) {
      burst = { ts: message.ts, lastTs: message.ts, messages: [], threads: [] };
      bursts.push(burst);
    }
    burst.lastTs = message.ts;
    (isThread(message) ? burst.threads : burst.messages).push(message);
  }
  return bursts;
}
