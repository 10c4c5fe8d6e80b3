import { SourceError } from "@tributary/source";
import { microsOf } from "../conversation/time.ts";
import type { SlackClient } from "./client.ts";
import { messagesSchema, readMessages, type SlackMessage } from "./message.ts";
import { readPages } from "./pages.ts";

/** A thread read to its end. */
export interface SlackThread {
  readonly parent: SlackMessage;
  /** Oldest first. */
  readonly replies: readonly SlackMessage[];
  /** Replies Slack counts and did not give. */
  readonly absent: number;
}

/** Reads a thread to its end; throws SourceError when Slack answers without its first message. */
export async function readThread(
  client: SlackClient,
  channel: string,
  ts: string,
  limit: number,
): Promise<SlackThread> {
  const method = "conversations.replies";
  const found = new Map<string, SlackMessage>();
  let hasMore = false;
  for await (const page of readPages(client, method, { channel, ts, limit }, messagesSchema)) {
    // Every page begins with the thread's first message again.
    for (const message of readMessages(page.messages).messages) found.set(message.ts, message);
    hasMore = page.has_more === true;
  }
  const parent = found.get(ts);
  if (parent === undefined || hasMore) {
    const what = hasMore ? "that there is more, but not where" : "without the thread's first message";
    throw new SourceError("invalid-response", `Slack answered ${method} ${what}.`);
  }
  found.delete(ts);
  const replies = [...found.values()].sort((one, other) => microsOf(one.ts) - microsOf(other.ts));
  return { parent, replies, absent: Math.max(0, (parent.reply_count ?? 0) - replies.length) };
}
