import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { SlackChannel } from "../api/channels.ts";
import { readMessages, type SlackMessage } from "../api/message.ts";
import { blockStart, microsOf } from "../conversation/time.ts";
import { type Archive, openArchive } from "./archive.ts";

const DAY_MS = 86_400_000;

/** Days kept in memory while a page is read. */
const KEPT_DAYS = 40;

/** Files that list conversations (slack.com/help/articles/220556107). */
const LISTS = ["channels.json", "groups.json", "mpims.json", "dms.json"];

const listSchema = z.array(z.object({ id: z.string(), name: z.string().optional() }));
const daySchema = z.array(z.unknown());
const repliesSchema = z.object({
  replies: z
    .array(z.object({ ts: z.string() }))
    .optional()
    .catch(undefined),
});

/** One day of one channel. */
export interface ExportDay {
  readonly channel: SlackChannel;
  /** As in the file's name: `2026-01-31`. */
  readonly date: string;
}

/** A Slack export, as far as it is of channels that are read. */
export interface SlackExport {
  /** Ids of the channels it holds. */
  readonly channels: ReadonlySet<string>;
  /**
   * Where the API takes over, in microseconds; at the beginning of a block. What was written after the export was begun may
   * not be in it.
   */
  readonly end: number;
  /** Days in which something may have been written, sorted by channel and date. */
  readonly days: readonly ExportDay[];
  /** What was written on a day, by UTC, before `end`; oldest first, with replies to threads of other days among it. */
  messages(day: ExportDay): Promise<readonly SlackMessage[]>;
  /** The replies of a thread, oldest first. */
  replies(channel: SlackChannel, parent: SlackMessage): Promise<readonly SlackMessage[]>;
  close(): void;
}

/** Opens an export and finds the channels in it; throws `invalid-config` when it is none. */
export async function openExport(
  path: string,
  channels: readonly SlackChannel[],
  signal: AbortSignal | undefined,
): Promise<SlackExport> {
  const archive = await openArchive(path, signal);
  try {
    return await readExport(archive, channels);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function readExport(archive: Archive, channels: readonly SlackChannel[]): Promise<SlackExport> {
  const folders = await readFolders(archive);
  const dates = new Map<string, Set<string>>();
  for (const name of archive.names) {
    const [, folder = "", date = ""] = /^(.+)\/(\d{4}-\d{2}-\d{2})\.json$/.exec(name) ?? [];
    if (folder === "" || Number.isNaN(Date.parse(date))) continue;
    const known = dates.get(folder) ?? new Set();
    dates.set(folder, known.add(date));
  }
  const all = [...dates.values()].flatMap((known) => [...known]);
  if (all.length === 0) throw new SourceError("invalid-config", "The Slack export holds no day of any channel.");
  const last = all.sort().at(-1) ?? "";
  // Days are not told by UTC, and the last one was not over.
  const end = blockStart((Date.parse(last) - DAY_MS) * 1_000);
  const folderOf = (channel: SlackChannel) => folders.get(channel.id) ?? "";
  const days = channels.flatMap((channel) => {
    const around = [...(dates.get(folderOf(channel)) ?? [])].flatMap((date) => [shift(date, -1), date, shift(date, 1)]);
    return [...new Set(around)].sort().map((date) => ({ channel, date }));
  });

  const kept = new Map<string, readonly unknown[]>();
  async function readDay(channel: SlackChannel, date: string): Promise<readonly unknown[]> {
    const name = `${folderOf(channel)}/${date}.json`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const read = daySchema.safeParse((await archive.read(name)) ?? []);
    if (!read.success)
      throw new SourceError("invalid-config", "The Slack export holds a day that is no list of messages.");
    kept.set(name, read.data);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_DAYS && oldest !== undefined) kept.delete(oldest);
    return read.data;
  }
  async function readDays(channel: SlackChannel, wanted: ReadonlySet<string>): Promise<readonly unknown[]> {
    const raw: unknown[] = [];
    for (const date of wanted) raw.push(...(await readDay(channel, date)));
    return raw;
  }

  return {
    channels: new Set(channels.filter((channel) => dates.has(folderOf(channel))).map(({ id }) => id)),
    end,
    days,
    async messages({ channel, date }) {
      const raw = await readDays(channel, new Set([shift(date, -1), date, shift(date, 1)]));
      return sorted(readMessages(raw).messages.filter(({ ts }) => dateOf(ts) === date && microsOf(ts) < end));
    },
    async replies(channel, parent) {
      const raw = await readDay(channel, dateOf(parent.ts));
      const around = await readDays(channel, new Set([shift(dateOf(parent.ts), -1), shift(dateOf(parent.ts), 1)]));
      const own = [...raw, ...around].find((one) => readMessages([one]).messages[0]?.ts === parent.ts);
      const listed = repliesSchema.safeParse(own).data?.replies?.map(({ ts }) => ts) ?? [];
      const times = [...listed, ...(parent.latest_reply === undefined ? [] : [parent.latest_reply])];
      const wanted = times.map(dateOf).flatMap((date) => [shift(date, -1), date, shift(date, 1)]);
      const found = readMessages(await readDays(channel, new Set(wanted))).messages;
      return sorted(found.filter(({ ts, thread_ts: thread }) => thread === parent.ts && ts !== parent.ts));
    },
    close: archive.close,
  };
}

/** Folders by channel: public and private channels are filed by name, direct messages by id. */
async function readFolders(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  let lists = 0;
  for (const name of LISTS) {
    const raw = await archive.read(name);
    if (raw === undefined) continue;
    lists += 1;
    const list = listSchema.safeParse(raw);
    if (!list.success)
      throw new SourceError("invalid-config", `The Slack export's ${name} is no list of conversations.`);
    for (const { id, name: folder = id } of list.data) folders.set(id, folder);
  }
  if (lists === 0) throw new SourceError("invalid-config", "The file is no Slack export: it holds no channels.json.");
  return folders;
}

function sorted(messages: readonly SlackMessage[]): readonly SlackMessage[] {
  const unique = new Map(messages.map((message) => [message.ts, message]));
  return [...unique.values()].sort((one, other) => microsOf(one.ts) - microsOf(other.ts));
}

function dateOf(ts: string): string {
  const day = Number(ts) * 1_000;
  return Number.isFinite(day) && Math.abs(day) < 8e15 ? new Date(day).toISOString().slice(0, 10) : "1970-01-01";
}

function shift(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
