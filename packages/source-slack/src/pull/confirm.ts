import { SourceError } from "@tributary/source";
import type { SlackChannel } from "../api/channels.ts";
import { readHistory } from "../api/history.ts";
import type { SlackSession } from "../context.ts";
import { isThread, isTopLevel } from "../conversation/bursts.ts";
import type { ConversationName } from "../conversation/ids.ts";
import { microsOf } from "../conversation/time.ts";

/**
 * Asks once more whether a channel ends where it said it does: one answer with too little in it would otherwise delete
 * everything it left out. Throws `unavailable` when it goes on after all.
 */
export async function confirmEnd(
  { client }: SlackSession,
  channel: SlackChannel,
  { oldest, latest }: { readonly oldest: number | undefined; readonly latest: number | undefined },
  begun: number | undefined,
): Promise<void> {
  const before = latest === undefined ? begun : latest - 1;
  if (oldest !== undefined && before !== undefined && before < oldest) return;
  const page = await readHistory(client, channel.id, { oldest, latest: before }, 1);
  if (page.messages.length > 0) throw endedTooEarly();
}

/**
 * Asks once more for the first message of a conversation a listing did not show. Throws `unavailable` when it is there
 * after all, and still what it was.
 */
export async function confirmGone(session: SlackSession, { kind, channel, ts }: ConversationName): Promise<void> {
  const at = microsOf(ts);
  const [message] = (await readHistory(session.client, channel, { oldest: at, latest: at }, 1)).messages;
  if (message === undefined) return;
  if (!isThread(message) && !isTopLevel(message, session.context.rules)) return;
  if (isThread(message) === (kind === "thread")) throw endedTooEarly();
}

function endedTooEarly(): SourceError {
  return new SourceError(
    "unavailable",
    "Slack's list of a channel's messages left some out: asked again, they are there.",
  );
}
