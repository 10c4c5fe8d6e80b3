import { readHistory } from "../api/history.ts";
import type { SlackMessage } from "../api/message.ts";
import type { SlackSession } from "../context.ts";
import { type Burst, groupBursts } from "../conversation/bursts.ts";
import { microsOf } from "../conversation/time.ts";

/** Some bursts of a channel, read from the newest backwards. */
export interface ChannelReading {
  readonly bursts: readonly Burst[];
  /** Where to read on, in microseconds; undefined at the channel's end. */
  readonly next: number | undefined;
  /** Oldest time that was read, in microseconds; undefined when there was nothing. */
  readonly end: number | undefined;
  readonly requests: number;
  /** Whether there was something that could not be read, or is hidden. */
  readonly lost: boolean;
}

/**
 * Reads a channel backwards for so many requests, and then on until a burst has come to its beginning: one that is not
 * whole is left for the next time.
 */
export async function readChannel(
  { client, context }: SlackSession,
  channel: string,
  range: { readonly oldest: number | undefined; readonly latest: number | undefined },
  most: number,
): Promise<ChannelReading> {
  const found: SlackMessage[] = [];
  let latest = range.latest;
  let lost = false;
  for (let requests = 1; ; requests += 1) {
    const page = await readHistory(client, channel, { oldest: range.oldest, latest }, context.limit);
    found.push(...page.messages);
    lost ||= page.unread > 0 || page.isLimited;
    const last = found.at(-1);
    const end = last && microsOf(last.ts);
    const isEnd = page.next === undefined || page.next < (range.oldest ?? 0);
    if (!isEnd && requests < most) {
      latest = page.next;
      continue;
    }
    const bursts = groupBursts(found.toReversed(), context.rules);
    if (isEnd) return { bursts, next: undefined, end, requests, lost };
    const [open, ...whole] = bursts;
    if (open === undefined) return { bursts: [], next: page.next, end, requests, lost };
    if (whole.length > 0) return { bursts: whole, next: microsOf(open.lastTs), end, requests, lost };
    latest = page.next;
  }
}
