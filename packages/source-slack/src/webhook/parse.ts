import type { WebhookDelivery, WebhookOutcome } from "@tributary/source";
import { plainName } from "@tributary/source/webhook";
import { EVERYTHING, formatHint } from "../pull/hints.ts";
import { type PayloadEvent, readPayload } from "./payload.ts";

/** Events after which a channel is read from its beginning: its name is part of every document, or it was not read before. */
const ofChannels: ReadonlySet<string> = new Set([
  "channel_rename",
  "group_rename",
  "channel_unarchive",
  "group_unarchive",
  "member_joined_channel",
]);

/** Events after which the channels are not those they were: the next pull finds out which. */
const ofEverything: ReadonlySet<string> = new Set([
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "group_archive",
  "group_deleted",
  "group_left",
  "channel_history_changed",
  "group_history_changed",
  "im_history_changed",
]);

/** Says what a delivery means, by ids only: everything is read again from Slack. */
export function parseDelivery(delivery: WebhookDelivery, team: string): WebhookOutcome {
  const payload = readPayload(delivery);
  if ("problem" in payload) return ignored(payload.problem);
  const { type, event, challenge } = payload;
  // The route answers text, so that a challenge of HTML stays text.
  if (type === "url_verification" && challenge !== undefined) {
    return { type: "challenge", body: challenge, contentType: "text/plain" };
  }
  if (type !== "event_callback" && type !== "app_rate_limited") {
    return ignored(`Deliveries of the type ${plainName(type)} change nothing here.`);
  }
  if (payload.team_id !== undefined && payload.team_id !== team) return ignored("It is about another workspace.");
  // Slack left out events of some minutes (docs.slack.dev/reference/events/app_rate_limited): a pull looks for them.
  if (type === "app_rate_limited") return changes([EVERYTHING]);
  if (event === undefined) return ignored("It holds no event.");
  if (event.type === "message") return readMessage(event);
  if (ofEverything.has(event.type)) return changes([EVERYTHING]);
  if (ofChannels.has(event.type) && isChannel(event.channel)) {
    return changes([formatHint({ type: "channel", channel: event.channel })]);
  }
  return ignored(`Events of the type ${plainName(event.type)} change nothing here.`);
}

function readMessage(event: PayloadEvent): WebhookOutcome {
  const { channel, subtype, event_ts: eventTs } = event;
  if (!isChannel(channel)) return ignored("This event names no channel.");
  const { ts, threadTs } = touchedBy(event);
  if (ts === undefined) return ignored("This event names no message.");
  const isReply = threadTs !== undefined && threadTs !== ts;
  // A thread's first message tells of new and deleted replies, but not of edited ones.
  const mark = isReply && subtype === "message_changed" ? eventTs : undefined;
  return changes([formatHint({ type: "at", channel, ts: isReply ? threadTs : ts, event: mark })]);
}

function touchedBy(event: PayloadEvent): { readonly ts: string | undefined; readonly threadTs: string | undefined } {
  if (event.subtype === "message_deleted") {
    const ts = event.deleted_ts ?? event.previous_message?.ts;
    return { ts, threadTs: event.previous_message?.thread_ts };
  }
  if (event.subtype === "message_changed" || event.subtype === "message_replied") {
    return { ts: event.message?.ts, threadTs: event.message?.thread_ts };
  }
  return { ts: event.ts, threadTs: event.thread_ts };
}

function changes(references: readonly string[]): WebhookOutcome {
  return { type: "changes", changes: { references } };
}

function ignored(reason: string): WebhookOutcome {
  return { type: "ignored", reason };
}

function isChannel(channel: string | undefined): channel is string {
  return channel !== undefined && /^[CGD][A-Z0-9]{2,20}$/.test(channel);
}
