import { type FetchResult, isSourceError, SourceError } from "@tributary/source";
import { type Document, type DocumentReference, documentSchema } from "@tributary/validation";
import { z } from "zod";
import { confirmUnlisted, type SlackChannel } from "./api/channels.ts";
import { isRefused } from "./api/failure.ts";
import { readFileTexts } from "./api/files.ts";
import { readRange } from "./api/history.ts";
import type { SlackMessage } from "./api/message.ts";
import { readThread, type SlackThread } from "./api/replies.ts";
import { peopleIn } from "./api/users.ts";
import { openSession, type SlackContext, type SlackSession } from "./context.ts";
import { groupBursts, isContent, isThread } from "./conversation/bursts.ts";
import { type ConversationName, parseId } from "./conversation/ids.ts";
import { renderConversation } from "./conversation/render.ts";
import { BLOCK_MICROS, blockStart, microsOf } from "./conversation/time.ts";
import { burstVersion, markOf, threadVersion } from "./conversation/version.ts";
import { namesOf } from "./names.ts";
import { confirmGone } from "./pull/confirm.ts";

/** Fetches documents one by one: Slack gives one thread a request. One result a reference. */
export async function* fetchDocuments(
  context: SlackContext,
  references: readonly DocumentReference[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FetchResult> {
  signal?.throwIfAborted();
  if (references.length === 0) return;
  const session = await openSession(context, signal);
  for (const reference of references) {
    signal?.throwIfAborted();
    yield await fetchOne(session, reference);
  }
}

async function fetchOne(session: SlackSession, reference: DocumentReference): Promise<FetchResult> {
  const { id } = reference;
  const name = parseId(session.context.config.team, id);
  if (name === undefined) return { type: "gone", id };
  try {
    const channel = await findChannel(session, name.channel);
    if (channel === undefined) return { type: "gone", id };
    const found =
      name.kind === "thread" ? await fetchThread(session, channel, name) : await fetchBurst(session, channel, name);
    if (found === undefined) return { type: "gone", id };
    const version = `${found.version}${markOf(reference.version)}`;
    return { type: "document", document: await toDocument(session, channel, name, { ...found, version }) };
  } catch (error) {
    // A channel that is listed and then not found is no proof that anything is gone: Slack's pages disagree on which tokens
    // may read threads, and one that may not must not look like a deletion.
    const isOwn = isSourceError(error) && (error.code === "invalid-response" || error.code === "not-found");
    if (isOwn) return { type: "failed", id, error };
    if (!(error instanceof z.ZodError)) throw error;
    const place = error.issues[0]?.path.join(".") || "it";
    const message = `Slack's answer for the conversation ${name.ts} is not as documented: ${place} is wrong.`;
    return { type: "failed", id, error: new SourceError("invalid-response", message) };
  }
}

/** The channel of a reference; undefined when the configuration does not read it, or when Slack says that it is not there. */
async function findChannel(
  { client, context, chosen, all }: SlackSession,
  id: string,
): Promise<SlackChannel | undefined> {
  const channel = chosen.find((one) => one.id === id);
  if (channel !== undefined || all.some((one) => one.id === id)) return channel;
  // A list that left it out must not delete what is in it.
  try {
    await confirmUnlisted(client, context.config, id);
  } catch (error) {
    if (!isRefused(error, "channel_not_found")) throw error;
  }
  return undefined;
}

interface Found {
  readonly version: string;
  readonly messages: readonly SlackMessage[];
  readonly missing: readonly string[];
}

async function fetchThread(
  session: SlackSession,
  channel: SlackChannel,
  name: ConversationName,
): Promise<Found | undefined> {
  const { client, context } = session;
  const read = () => readThread(client, channel.id, name.ts, context.limit);
  let thread: SlackThread;
  try {
    thread = await read();
    // Its version would not tell that it was cut short once.
    if (thread.absent > 0 && !context.isLimited) thread = await read();
  } catch (error) {
    if (!isRefused(error, "thread_not_found", "message_not_found")) throw error;
    await confirmGone(session, name);
    return undefined;
  }
  const { parent, replies, absent } = thread;
  if (!isThread(parent)) return undefined;
  const messages = [parent, ...replies.filter((message) => isContent(message, context.rules))];
  const missing = absent === 0 ? [] : [`${absent} of ${parent.reply_count} replies: Slack did not give them`];
  return { version: threadVersion(channel.name, parent), messages, missing };
}

async function fetchBurst(
  session: SlackSession,
  channel: SlackChannel,
  name: ConversationName,
): Promise<Found | undefined> {
  const { client, context } = session;
  const oldest = microsOf(name.ts);
  const latest = blockStart(oldest) + BLOCK_MICROS - 1;
  const [burst] = groupBursts(await readRange(client, channel.id, { oldest, latest }, context.limit), context.rules);
  if (burst?.ts !== name.ts) {
    await confirmGone(session, name);
    return undefined;
  }
  if (burst.messages.length === 0) return undefined;
  return { version: burstVersion(channel.name, burst.messages), messages: burst.messages, missing: [] };
}

async function toDocument(
  session: SlackSession,
  channel: SlackChannel,
  name: ConversationName,
  { version, messages, missing }: Found,
): Promise<Document> {
  const { context, client, identity } = session;
  const { team } = context.config;
  const problem = await context.users.learn(client, peopleIn(messages, channel), team);
  const files = await readFileTexts(client, messages);
  const document = renderConversation(
    {
      name,
      channel,
      version,
      messages,
      fileTexts: files.texts,
      missing: [...missing, ...files.missing, ...(problem === undefined ? [] : [problem])],
    },
    { team, url: identity.url, names: namesOf(session) },
  );
  return documentSchema.parse(document);
}
