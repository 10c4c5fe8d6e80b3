import { SourceError } from "@tributary/source";
import { microsOf, timestampOf } from "../conversation/time.ts";
import type { SlackClient } from "./client.ts";
import { messagesSchema, readMessages, type SlackMessage } from "./message.ts";
import { readPart } from "./pages.ts";

/** A stretch of a channel's time, in microseconds, both ends included; open where absent. */
export interface TimeRange {
  readonly oldest?: number | undefined;
  readonly latest?: number | undefined;
}

/**
 * The year 2100, in microseconds. Which messages come first when Slack is told the oldest and not the latest is not
 * documented: it is always told both.
 */
const FUTURE = 4_102_444_800_000_000;

/** Some messages of a channel. */
export interface HistoryPage {
  /** Newest first. */
  readonly messages: readonly SlackMessage[];
  /** Where to read on; undefined when there is nothing older. */
  readonly next: number | undefined;
  /** Entries that are no messages. */
  readonly unread: number;
  /** Whether the workspace's plan hides what is older. */
  readonly isLimited: boolean;
}

/**
 * Reads the newest messages of a stretch of a channel's time. What is older is asked for by time and not by Slack's cursor,
 * so that a pull goes on from it after any while.
 */
export async function readHistory(
  client: SlackClient,
  channel: string,
  range: TimeRange,
  limit: number,
): Promise<HistoryPage> {
  const { oldest } = range;
  const latest = range.latest ?? (oldest === undefined ? undefined : FUTURE);
  const method = "conversations.history";
  const answer = await client.call(method, {
    channel,
    limit,
    inclusive: true,
    ...(oldest !== undefined && { oldest: timestampOf(oldest) }),
    ...(latest !== undefined && { latest: timestampOf(latest) }),
  });
  const {
    messages: raw,
    has_more: hasMore = false,
    is_limited: isLimited = false,
  } = readPart(method, messagesSchema, answer);
  const { messages, unread } = readMessages(raw);
  const times = messages.map(({ ts }) => microsOf(ts));
  if (times.some((at) => at < (oldest ?? 0) || at > (latest ?? Number.POSITIVE_INFINITY))) {
    throw new SourceError("invalid-response", `Slack answered ${method} with messages of another time than asked for.`);
  }
  const sorted = messages.toSorted((one, other) => microsOf(other.ts) - microsOf(one.ts));
  const last = sorted.at(-1);
  if (hasMore && last === undefined) {
    throw new SourceError("invalid-response", `Slack answered ${method} that there is more, and with no message.`);
  }
  const next = hasMore && last !== undefined ? microsOf(last.ts) - 1 : undefined;
  return { messages: sorted, next, unread, isLimited };
}

/** Reads a stretch of a channel's time to its end; oldest first. */
export async function readRange(
  client: SlackClient,
  channel: string,
  range: TimeRange,
  limit: number,
): Promise<readonly SlackMessage[]> {
  const messages: SlackMessage[] = [];
  for (let latest = range.latest; ; ) {
    const page = await readHistory(client, channel, { ...range, latest }, limit);
    messages.push(...page.messages);
    if (page.next === undefined || page.next < (range.oldest ?? 0)) return messages.reverse();
    latest = page.next;
  }
}
