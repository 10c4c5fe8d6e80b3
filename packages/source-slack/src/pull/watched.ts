import type { SlackChannel } from "../api/channels.ts";
import { readHistory } from "../api/history.ts";
import type { SlackMessage } from "../api/message.ts";
import type { SlackSession } from "../context.ts";
import { isThread } from "../conversation/bursts.ts";
import { microsOf } from "../conversation/time.ts";
import type { KnownConversation } from "./known.ts";
import { type ListedConversation, listedThread } from "./list-conversations.ts";

/** Most messages Slack gives at once (docs.slack.dev, conversations.history). */
const MESSAGES_MAX = 999;

/**
 * Looks whether threads begun before the stretch a pull reads have grown: at once where they lie close together, else one by
 * one. Those that are no more are not among what it returns.
 */
export async function readWatched(
  { client, context }: SlackSession,
  channel: SlackChannel,
  watched: readonly KnownConversation[],
): Promise<{ readonly threads: readonly ListedConversation[]; readonly requests: number }> {
  const times = watched.map(({ ts }) => microsOf(ts)).sort((one, other) => other - one);
  const oldest = times.at(-1);
  const found = new Map<number, SlackMessage>();
  let left = times;
  let requests = 0;
  // A page of a channel holds many threads, but they may be far apart: no more pages than half of them.
  for (let latest = times[0]; latest !== undefined && oldest !== undefined && left.length > 2; ) {
    if (requests >= times.length / 2) break;
    const page = await readHistory(
      client,
      channel.id,
      { oldest, latest },
      context.isLimited ? context.limit : MESSAGES_MAX,
    );
    requests += 1;
    for (const message of page.messages) found.set(microsOf(message.ts), message);
    const next = page.next;
    left = next === undefined ? [] : left.filter((at) => at <= next);
    latest = next;
  }
  for (const at of left) {
    const [message] = (await readHistory(client, channel.id, { oldest: at, latest: at }, 1)).messages;
    requests += 1;
    if (message !== undefined) found.set(at, message);
  }
  const parents = times.flatMap((at) => found.get(at) ?? []).filter(isThread);
  return { threads: parents.map((parent) => listedThread(channel, parent)), requests };
}
