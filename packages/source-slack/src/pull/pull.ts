import { isSourceError, type PullPage, type PullRequest, type SourceChange, SourceError } from "@tributary/source";
import { chooseChannels, listChannels } from "../api/channels.ts";
import { openSession, type SlackContext, type SlackSession } from "../context.ts";
import { readDays } from "../export/read-days.ts";
import { openExport, type SlackExport } from "../export/slack-export.ts";
import { AFTER_LAST, digestChannels, type GoingCursor, type PullCursor, parseCursor } from "./cursor.ts";
import { parseHints, pullHints } from "./hints.ts";
import { trimTotal } from "./known.ts";
import { type Part, readPart } from "./read-part.ts";

/** Most channels one source reads: each is named in the cursor. */
const CHANNELS_MAX = 600;

/** Lists one page: everything, or what changed since the last pull began. */
export async function pull(context: SlackContext, request: PullRequest): Promise<PullPage> {
  const { signal, mode } = request;
  signal?.throwIfAborted();
  let last = request.cursor === null ? null : parseCursor(request.cursor);
  const session = await openSession(context, signal);
  if (session.chosen.length > CHANNELS_MAX) {
    throw new SourceError(
      "invalid-config",
      `The app is in ${session.chosen.length} channels, and one source reads ${CHANNELS_MAX}: name them in channels, and make another source for the others.`,
    );
  }
  if (request.changes !== undefined && last !== null && last.since !== null && last.config === context.fingerprint) {
    const hints = parseHints(request.changes.references);
    const again = hints?.filter((hint) => hint.type === "channel").map(({ channel }) => channel) ?? [];
    if (hints !== undefined && again.length === 0) {
      return {
        changes: await pullHints(session, hints),
        cursor: JSON.stringify(last),
        hasMore: last.position !== null,
      };
    }
    // A channel nothing is known of is read from its beginning; in the limited tier that can take days.
    const isRead = (channel: string) => context.isLimited || !again.includes(channel);
    last = { ...last, known: Object.fromEntries(Object.entries(last.known).filter(([channel]) => isRead(channel))) };
  }
  return readOn(session, start(session, mode, last));
}

function start(session: SlackSession, mode: PullRequest["mode"], last: PullCursor | null): GoingCursor {
  const { context, chosen } = session;
  const isSame = last !== null && last.config === context.fingerprint;
  if (isSame && last.position !== null) return { ...last, position: last.position };
  const since = isSame && mode === "incremental" ? last.since : null;
  const listedAt = isSame ? last.listedAt : null;
  const known = isSame ? last.known : {};
  const isDue = !context.isLimited && (listedAt === null || context.now() - listedAt >= context.censusEveryMs);
  // What a channel held that is not to be seen any more, only a complete listing tells.
  const isLost = !context.isLimited && Object.keys(known).some((id) => !chosen.some((channel) => channel.id === id));
  const full = since === null || isDue || isLost;
  if (full && since !== null) {
    context.deps.logger?.info(
      { team: context.config.team },
      "Slack: everything is listed again, to find what is gone.",
    );
  }
  return {
    version: 1,
    config: context.fingerprint,
    since,
    listedAt,
    known: full ? {} : known,
    position: {
      full,
      startedAt: context.now(),
      channels: digestChannels(chosen),
      channel: null,
      latest: null,
      seen: "",
      lost: false,
      export: full && context.config.exportFile !== undefined ? 0 : null,
    },
  };
}

/** Reads channels until a page is full. */
async function readOn(session: SlackSession, going: GoingCursor): Promise<PullPage> {
  const slackExport = await openNeeded(session, going);
  try {
    if (slackExport !== undefined && going.position.export !== null) {
      const { changes, next } = await readDays(session, slackExport, going.position.export);
      const position = { ...going.position, export: next };
      return { changes, cursor: JSON.stringify({ ...going, position }), hasMore: true };
    }
    return await readChannels(session, going, slackExport);
  } finally {
    slackExport?.close();
  }
}

/** The export, when a channel is to be read that it may hold. */
async function openNeeded({ context, chosen, client }: SlackSession, { known, position }: GoingCursor) {
  const { exportFile } = context.config;
  const isNeeded = position.full || chosen.some(({ id }) => known[id] === undefined);
  return exportFile !== undefined && isNeeded ? openExport(exportFile, chosen, client.signal) : undefined;
}

async function readChannels(
  session: SlackSession,
  going: GoingCursor,
  slackExport: SlackExport | undefined,
): Promise<PullPage> {
  const { context } = session;
  const changes: SourceChange[] = [];
  let cursor = going;
  for (let left = context.pageRequests; left > 0 && cursor.position.channel !== AFTER_LAST; ) {
    let part: Part;
    try {
      part = await readPart(session, cursor, left, slackExport);
    } catch (error) {
      // What was read before the limit is kept: the next call meets it again, and says how long to wait.
      if (cursor === going || !isSourceError(error) || error.code !== "rate-limited") throw error;
      return { changes, cursor: write(cursor), hasMore: true };
    }
    changes.push(...part.changes);
    cursor = part.cursor;
    left -= part.requests;
  }
  const { position } = cursor;
  if (position.channel !== AFTER_LAST) return { changes, cursor: write(cursor), hasMore: true };
  const complete = position.full && !position.lost && !context.isLimited && (await isSameAsBegun(session, cursor));
  const ended: PullCursor = {
    ...cursor,
    since: position.startedAt,
    // A listing that proves nothing is not made again at once: a channel that can never be read would have every pull be one.
    listedAt: position.full ? context.now() : cursor.listedAt,
    position: null,
  };
  return { changes, cursor: write(ended), hasMore: false, ...(complete && { complete: true as const }) };
}

function write(cursor: PullCursor): string {
  return JSON.stringify({ ...cursor, known: trimTotal(cursor.known) });
}

/** Whether the channels are those the pull began with, asked once more: one short answer must not delete a channel. */
async function isSameAsBegun({ client, context, identity }: SlackSession, cursor: GoingCursor): Promise<boolean> {
  const now = chooseChannels(await listChannels(client, context.config), context.config, identity.isBot);
  return digestChannels(now) === cursor.position.channels;
}
