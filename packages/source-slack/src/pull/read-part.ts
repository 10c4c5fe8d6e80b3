import type { SourceChange } from "@tributary/source";
import type { SlackChannel } from "../api/channels.ts";
import { isRefused } from "../api/failure.ts";
import type { SlackSession } from "../context.ts";
import { formatId } from "../conversation/ids.ts";
import { blockStart, microsOf } from "../conversation/time.ts";
import type { SlackExport } from "../export/slack-export.ts";
import { readChannel } from "./channel-reading.ts";
import { confirmEnd, confirmGone } from "./confirm.ts";
import { AFTER_LAST, type GoingCursor } from "./cursor.ts";
import {
  decodeKnown,
  encodeKnown,
  isWorthKnowing,
  type KnownConversation,
  markOfVersion,
  trimChannel,
} from "./known.ts";
import { conversationsIn, type ListedConversation, toChanges } from "./list-conversations.ts";
import { readWatched } from "./watched.ts";

/** What reading some of one channel came to. */
export interface Part {
  readonly changes: readonly SourceChange[];
  readonly cursor: GoingCursor;
  readonly requests: number;
}

/** Reads on in the channel the cursor stands at, or begins the next. */
export async function readPart(
  session: SlackSession,
  cursor: GoingCursor,
  most: number,
  slackExport: SlackExport | undefined,
): Promise<Part> {
  const { position } = cursor;
  const { chosen, context } = session;
  const channel = chosen.find(({ id }) => position.channel === null || id >= position.channel);
  if (channel === undefined) {
    return { changes: [], cursor: { ...cursor, position: { ...position, channel: AFTER_LAST } }, requests: 0 };
  }
  // The channel it stood at can be gone meanwhile.
  const isSame = position.channel === channel.id;
  const latest = isSame ? position.latest : null;
  const seen = isSame ? decodeKnown(position.seen) : [];
  const isNew = position.full || cursor.known[channel.id] === undefined;
  const oldest = oldestOf(session, cursor, isNew, slackExport?.channels.has(channel.id) ? slackExport.end : 0);
  try {
    const range = { oldest, latest: latest ?? undefined };
    const reading = await readChannel(session, channel.id, range, most);
    let requests = reading.requests;
    if (reading.lost) {
      context.deps.logger?.warn({ channel: channel.id }, "Slack: not everything in a channel can be read.");
    }
    const known = isNew ? [] : decodeKnown(cursor.known[channel.id] ?? "");
    const listed = conversationsIn(channel, reading.bursts);
    const isEnd = reading.next === undefined;
    if (isEnd && position.full && !context.isLimited) {
      await confirmEnd(session, channel, { oldest, latest: reading.end }, range.latest);
      requests += 1;
    }
    const watched = isEnd ? known.filter(({ ts }) => microsOf(ts) < (oldest ?? 0)) : [];
    const looked = await readWatched(session, channel, watched);
    requests += looked.requests;
    const all = [...listed, ...looked.threads];
    const news = all.filter((one) => isNews(one, known));
    const changes = [...(await toChanges(session, channel, news))];
    // What was read, and what was looked at one by one.
    const from = isEnd ? 0 : (reading.next ?? 0) + 1;
    const absent = known.filter(({ kind, ts }) => {
      const at = microsOf(ts);
      const isRead = at >= from && at <= (latest ?? Number.POSITIVE_INFINITY);
      return isRead && !all.some(({ name }) => name.kind === kind && name.ts === ts);
    });
    for (const { kind, ts } of absent) {
      await confirmGone(session, { kind, channel: channel.id, ts });
      requests += 1;
      changes.push({ type: "delete", id: formatId(context.config.team, { kind, channel: channel.id, ts }) });
    }
    const nowSeen = encodeTrimmed(session, cursor, [...seen, ...remembered(session, cursor, all)]);
    const lost = position.lost || reading.lost;
    if (!isEnd) {
      const next = { ...position, lost, channel: channel.id, latest: reading.next ?? null, seen: nowSeen };
      return { changes, cursor: { ...cursor, position: next }, requests };
    }
    const ended = { ...cursor.known, [channel.id]: nowSeen };
    return { changes, cursor: { ...cursor, known: ended, position: { ...after(position, channel), lost } }, requests };
  } catch (error) {
    if (!isRefused(error, "not_in_channel", "channel_not_found", "is_archived")) throw error;
    context.deps.logger?.warn({ channel: channel.id }, "Slack: a channel could not be read and is left out.");
    return { changes: [], cursor: { ...cursor, position: { ...after(position, channel), lost: true } }, requests: 1 };
  }
}

/** Just behind a channel: no id lies between. */
function after(position: GoingCursor["position"], { id }: SlackChannel): GoingCursor["position"] {
  return { ...position, channel: `${id}!`, latest: null, seen: "" };
}

/** From when on a channel is read, in microseconds; always the beginning of a block. */
function oldestOf(
  { context }: SlackSession,
  cursor: GoingCursor,
  isNew: boolean,
  exported: number,
): number | undefined {
  const { since } = context.config;
  const from = Math.max(exported, since === undefined ? 0 : Date.parse(since) * 1_000);
  const first = from === 0 ? undefined : from;
  if (isNew || cursor.since === null) return first;
  return Math.max(first ?? 0, blockStart((cursor.since - context.lookBackMs) * 1_000));
}

function isNews({ name, version }: ListedConversation, known: readonly KnownConversation[]): boolean {
  const mark = markOfVersion(version);
  return !known.some((one) => one.kind === name.kind && one.ts === name.ts && one.mark === mark);
}

/** What of a listing the next pull has to know. */
function remembered(
  { context }: SlackSession,
  { position }: GoingCursor,
  listed: readonly ListedConversation[],
): readonly KnownConversation[] {
  const windowStart = blockStart((position.startedAt - context.lookBackMs) * 1_000);
  return listed
    .filter(({ name, latestReply }) => {
      // In the limited tier every look at an old thread would cost a minute: events tell of those.
      const reply = context.isLimited ? undefined : latestReply;
      return isWorthKnowing(name, reply, windowStart, position.startedAt * 1_000);
    })
    .map(({ name, version }) => ({ kind: name.kind, ts: name.ts, mark: markOfVersion(version) }));
}

function encodeTrimmed(
  { context }: SlackSession,
  { position }: GoingCursor,
  conversations: readonly KnownConversation[],
): string {
  return encodeKnown(trimChannel(conversations, blockStart((position.startedAt - context.lookBackMs) * 1_000)));
}
