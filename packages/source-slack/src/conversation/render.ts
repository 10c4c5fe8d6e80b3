import { cleanText, type Document } from "@tributary/validation";
import type { SlackChannel } from "../api/channels.ts";
import type { SlackMessage } from "../api/message.ts";
import { renderMessage } from "../text/message-text.ts";
import type { Names } from "../text/names.ts";
import { type ConversationName, formatId } from "./ids.ts";
import { isoOf, microsOf } from "./time.ts";

/** Longest first line taken for a title, in characters. */
const TITLE_MAX = 100;

/** Most names of people a document lists. */
const PARTICIPANTS_MAX = 50;

/** What a document is made of. */
export interface Conversation {
  readonly name: ConversationName;
  readonly channel: SlackChannel;
  readonly version: string;
  /** Oldest first. */
  readonly messages: readonly SlackMessage[];
  /** Texts of files by their ids, where a message carries less than the whole. */
  readonly fileTexts?: ReadonlyMap<string, string>;
  readonly missing?: readonly string[];
}

/** Writes a conversation as a document: who said what, and when. */
export function renderConversation(
  conversation: Conversation,
  workspace: { readonly team: string; readonly url: string; readonly names: Names },
): Document {
  const { name, channel, version, messages, fileTexts = new Map(), missing = [] } = conversation;
  const { names } = workspace;
  const texts = messages.map((message) => renderMessage(message, names, fileTexts));
  const authors = messages.map((message) => authorOf(message, names));
  const written = messages.map((message, index) => {
    const when = isoOf(message.ts).slice(0, 16).replace("T", " ");
    const edited = message.edited === undefined ? "" : ", edited";
    return `**${authors[index]}** (${when} UTC${edited}):\n${texts[index]}`;
  });
  const [first] = messages;
  const heading = texts.map(firstLine).find((line) => line !== "") ?? "";
  const place = placeOf(channel, names);
  const people = [...new Set(authors)];
  const isOneAuthor = people.length === 1 || name.kind === "thread";
  const [author] = authors;
  const times = messages.flatMap(({ ts, edited }) => [ts, ...(edited?.ts === undefined ? [] : [edited.ts])]);
  return {
    id: formatId(workspace.team, name),
    source: "slack",
    type: name.kind,
    title: cleanText(heading === "" ? place : `${place}: ${heading}`),
    content: cleanText(written.join("\n\n")),
    format: "markdown",
    version,
    path: cleanText(`${place}/${isoOf(name.ts).slice(0, 10)}`),
    url: permalink(workspace.url, name.channel, first?.ts ?? name.ts),
    ...(isOneAuthor && author !== undefined && { author: { name: cleanText(author) } }),
    createdAt: isoOf(first?.ts ?? name.ts),
    updatedAt: isoOf(newest(times) ?? name.ts),
    metadata: {
      channel: cleanText(channel.name),
      channelId: channel.id,
      visibility: channel.kind,
      messages: messages.length,
      participants: people.slice(0, PARTICIPANTS_MAX).map(cleanText),
    },
    ...(missing.length > 0 && { missing: [...missing] }),
  };
}

/** The address of a message. */
function permalink(url: string, channel: string, ts: string): string {
  return `${url}archives/${channel}/p${ts.replace(".", "")}`;
}

function placeOf(channel: SlackChannel, names: Names): string {
  if (channel.kind !== "direct") return `#${channel.name}`;
  return channel.user === undefined ? "Group message" : `Direct message with ${names.user(channel.user)}`;
}

function authorOf(message: SlackMessage, names: Names): string {
  if (message.user !== undefined && message.username === undefined) return names.user(message.user);
  return message.username ?? message.bot_profile?.name ?? message.bot_id ?? "somebody";
}

function firstLine(text: string): string {
  const line =
    text
      .replaceAll(/[*~`>#]+/g, " ")
      .trim()
      .split("\n", 1)[0]
      ?.replaceAll(/\s+/g, " ")
      .trim() ?? "";
  return line.length <= TITLE_MAX
    ? line
    : `${line
        .slice(0, TITLE_MAX)
        .toWellFormed()
        .replace(/\uFFFD$/, "")
        .trimEnd()}…`;
}

function newest(times: readonly string[]): string | undefined {
  const valid = times.filter((time) => /^\d{9,11}\.\d{6}$/.test(time));
  return valid.length === 0 ? undefined : valid.reduce((one, other) => (microsOf(other) > microsOf(one) ? other : one));
}
