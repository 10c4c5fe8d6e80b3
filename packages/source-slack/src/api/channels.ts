import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { SlackSourceConfig } from "../config.ts";
import type { SlackClient } from "./client.ts";
import { readPages, readPart } from "./pages.ts";

/**
 * Channels asked for at once, the most there can be (docs.slack.dev, conversations.list): every page of a pull asks, and the
 * method is tier 2, 20 a minute.
 */
const CHANNELS_PER_REQUEST = 999;

const channelSchema = z.object({
  id: z.string().regex(/^[CGD][A-Z0-9]{2,20}$/),
  name: z.string().max(200).optional(),
  is_private: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  user: z.string().optional(),
});

/** A channel or direct message, as far as it is read. */
export interface SlackChannel {
  readonly id: string;
  /** Without `#`; of a direct message to one, the other's user id. */
  readonly name: string;
  readonly kind: "public" | "private" | "direct";
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** The other one of a direct message. */
  readonly user?: string;
}

const pageSchema = z.object({ channels: z.array(channelSchema) });

/** Every channel of the kinds a configuration reads, whether the app is in it or not; sorted by id. */
export async function listChannels(client: SlackClient, config: SlackSourceConfig): Promise<readonly SlackChannel[]> {
  const types = [
    "public_channel",
    ...(config.privateChannels === false ? [] : ["private_channel"]),
    ...(config.directMessages === true ? ["im", "mpim"] : []),
  ];
  const parameters = {
    types: types.join(","),
    limit: CHANNELS_PER_REQUEST,
    exclude_archived: config.archived === false,
    // Asked of by tokens of a whole organization; others ignore it.
    team_id: config.team,
  };
  const channels = new Map<string, SlackChannel>();
  for await (const page of readPages(client, "conversations.list", parameters, pageSchema)) {
    for (const raw of page.channels) channels.set(raw.id, toChannel(raw));
  }
  return [...channels.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * The channels a configuration reads: those named, or every one the app is a member of; a person's token reads public
 * channels without being in them. Throws `not-found` when one that is named is not there.
 */
export function chooseChannels(
  all: readonly SlackChannel[],
  config: SlackSourceConfig,
  isBot: boolean,
): readonly SlackChannel[] {
  const missing = config.channels?.find((name) => !all.some((channel) => isNamed(channel, [name])));
  if (missing !== undefined) {
    throw new SourceError(
      "not-found",
      `There is no channel ${missing.replaceAll(/[^\w.#-]/g, "?")} the app can see: invite it there, or take the name out of channels.`,
      { setting: ["config", "channels"] },
    );
  }
  return all.filter((channel) => isIncluded(channel, config, isBot));
}

function isNamed(channel: SlackChannel, list: readonly string[]): boolean {
  return list.some((name) => [channel.id, channel.name].includes(name.replace(/^#/, "")));
}

function isIncluded(channel: SlackChannel, config: SlackSourceConfig, isBot: boolean): boolean {
  if (config.exclude !== undefined && isNamed(channel, config.exclude)) return false;
  if (config.archived === false && channel.isArchived) return false;
  if (config.channels !== undefined && channel.kind !== "direct" && !isNamed(channel, config.channels)) return false;
  return channel.kind === "direct" || channel.isMember || (!isBot && channel.kind === "public");
}

const infoSchema = z.object({ channel: channelSchema });

/**
 * Asks about a channel a list left out. Throws `unavailable` when it is one of those the configuration reads: the list was
 * not whole; and what Slack says when it is not there.
 */
export async function confirmUnlisted(client: SlackClient, config: SlackSourceConfig, id: string): Promise<void> {
  const { channel: raw } = readPart(
    "conversations.info",
    infoSchema,
    await client.call("conversations.info", { channel: id }),
  );
  const channel = toChannel(raw);
  if (channel.kind === "direct" && config.directMessages !== true) return;
  if (channel.kind === "private" && config.privateChannels === false) return;
  const isRead = isIncluded(channel, config, true);
  if (!isRead) return;
  throw new SourceError("unavailable", "Slack's list of channels left one out: asked for alone, it is there.");
}

function toChannel(raw: z.infer<typeof channelSchema>): SlackChannel {
  const isDirect = raw.is_im === true || raw.is_mpim === true;
  return {
    id: raw.id,
    name: raw.name ?? raw.user ?? raw.id,
    kind: isDirect ? "direct" : raw.is_private === true ? "private" : "public",
    isMember: raw.is_member === true || isDirect,
    isArchived: raw.is_archived === true,
    ...(raw.user !== undefined && { user: raw.user }),
  };
}
