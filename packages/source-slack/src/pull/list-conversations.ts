import type { SourceChange } from "@tributary/source";
import type { SlackChannel } from "../api/channels.ts";
import type { SlackMessage } from "../api/message.ts";
import { peopleIn } from "../api/users.ts";
import type { SlackSession } from "../context.ts";
import type { Burst } from "../conversation/bursts.ts";
import { type ConversationName, formatId } from "../conversation/ids.ts";
import { renderConversation } from "../conversation/render.ts";
import { burstVersion, threadVersion } from "../conversation/version.ts";
import { namesOf } from "../names.ts";
import { isCutShort } from "../text/message-text.ts";

/** A conversation as a listing gives it. */
export interface ListedConversation {
  readonly name: ConversationName;
  readonly version: string;
  readonly latestReply?: string;
  /** The messages themselves, when they came with the listing. */
  readonly messages?: readonly SlackMessage[];
  readonly missing?: readonly string[];
}

/** What bursts come to: one conversation for the unthreaded messages of each, and one a thread. */
export function conversationsIn(channel: SlackChannel, bursts: readonly Burst[]): readonly ListedConversation[] {
  return bursts.flatMap(({ ts, messages, threads }) => [
    ...threads.map((parent) => listedThread(channel, parent)),
    ...(messages.length === 0
      ? []
      : [
          {
            name: { kind: "messages" as const, channel: channel.id, ts },
            version: burstVersion(channel.name, messages),
            messages,
          },
        ]),
  ]);
}

/** A thread, from its first message. */
export function listedThread(channel: SlackChannel, parent: SlackMessage): ListedConversation {
  return {
    name: { kind: "thread", channel: channel.id, ts: parent.ts },
    version: threadVersion(channel.name, parent),
    ...(parent.latest_reply !== undefined && { latestReply: parent.latest_reply }),
  };
}

/** Changes for conversations: whole documents where the listing brought the messages, references to threads. */
export async function toChanges(
  session: SlackSession,
  channel: SlackChannel,
  listed: readonly ListedConversation[],
): Promise<readonly SourceChange[]> {
  const { context, client, identity } = session;
  const { team } = context.config;
  const whole = listed.flatMap(({ messages = [] }) => messages);
  const problem = await context.users.learn(client, peopleIn(whole, channel), team);
  const names = namesOf(session);
  return listed.map(({ name, version, messages, missing = [] }) => {
    const isWhole = messages !== undefined && !messages.some(({ files = [] }) => files.some(isCutShort));
    if (!isWhole) {
      return { type: "reference", reference: { id: formatId(team, name), version, type: name.kind } };
    }
    const problems = [...missing, ...(problem === undefined ? [] : [problem])];
    const conversation = { name, channel, version, messages, missing: problems };
    return { type: "document", document: renderConversation(conversation, { team, url: identity.url, names }) };
  });
}
