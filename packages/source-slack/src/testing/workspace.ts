import type { FakeEvents } from "./events.ts";
import { type FakeFile, type FakeMessage, type FakeState, isReply, putMessage, repliesOf } from "./state.ts";

/** What can be done in the fake's workspace; everything is told to those who subscribed to its events. */
export interface FakeWorkspace {
  /** Adds a person; returns the id. */
  addUser(name: string, realName?: string): string;
  /** Makes a channel, with the app in it unless told otherwise; returns the id. */
  addChannel(
    name: string,
    options?: {
      readonly kind?: "public" | "private" | "im" | "mpim";
      readonly joined?: boolean;
      readonly user?: string;
    },
  ): string;
  /** Puts a text file into the workspace; returns the id to post it with. */
  addFile(name: string, content?: string): string;
  /** Writes a message, `ts` its time when it is not to be now; returns its time. */
  post(channel: string, message: FakePost): string;
  edit(channel: string, ts: string, text: string): void;
  /** Deletes a message; one that begins a thread leaves a tombstone, as in Slack. */
  remove(channel: string, ts: string): void;
  rename(channel: string, name: string): void;
  archive(channel: string): void;
  /** Lets the app into a channel, or takes it out. */
  join(channel: string): void;
  leave(channel: string): void;
}

/** A message to write. */
export interface FakePost {
  readonly user?: string;
  readonly text?: string;
  /** Time of the thread's first message, for a reply. */
  readonly thread?: string;
  /** Whether a reply is shown in the channel as well. */
  readonly broadcast?: boolean;
  readonly ts?: string;
  /** Ids of files. */
  readonly files?: readonly string[];
  /** Whatever else a message has: `blocks`, `attachments`, `bot_id`, `subtype`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Makes a workspace of a state. */
export function createWorkspace(
  state: FakeState,
  app: string,
  now: () => number,
  tell: FakeEvents["tell"],
): FakeWorkspace {
  let made = 0;
  let lastMicros = 0;

  const nextId = (prefix: string) => {
    made += 1;
    return `${prefix}${made.toString(36).toUpperCase().padStart(8, "0")}`;
  };
  const nextTs = () => {
    lastMicros = Math.max(lastMicros + 100, now() * 1_000);
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
  };
  const channelOf = (id: string) => {
    const channel = state.channels.get(id);
    if (channel === undefined) throw new Error(`The fake has no channel ${id}.`);
    return channel;
  };
  const messageOf = (channel: string, ts: string) => {
    const message = state.messages.get(channel)?.get(ts);
    if (message === undefined) throw new Error(`The fake has no message ${ts} in ${channel}.`);
    return message;
  };

  return {
    addUser(name, realName = name) {
      const id = nextId("U");
      const profile = { display_name: name, real_name: realName };
      state.users.set(id, { id, name, real_name: realName, is_bot: false, deleted: false, profile });
      return id;
    },
    addChannel(name, { kind = "public", joined = true, user } = {}) {
      const id = nextId(kind === "im" ? "D" : kind === "mpim" ? "G" : "C");
      const members = new Set(joined ? [app] : []);
      state.channels.set(id, { id, name, kind, is_archived: false, members, ...(user !== undefined && { user }) });
      state.messages.set(id, new Map());
      return id;
    },
    addFile(name, content) {
      const id = nextId("F");
      const size = Buffer.byteLength(content ?? "x");
      const file: FakeFile = {
        id,
        name,
        title: name,
        mimetype: content === undefined ? "image/png" : "text/plain",
        mode: content === undefined ? "hosted" : "snippet",
        size,
      };
      state.files.set(id, { ...file, ...(content !== undefined && { content }) });
      return id;
    },
    post(channel, { user, text = "", thread, broadcast = false, ts = nextTs(), files, more = {} }) {
      channelOf(channel);
      const message: FakeMessage = {
        type: "message",
        ts,
        text,
        ...(user !== undefined && { user }),
        ...(thread !== undefined && { thread_ts: thread }),
        ...(broadcast && { subtype: "thread_broadcast" }),
        ...(files !== undefined && { files, upload: true }),
        ...more,
      };
      putMessage(state, channel, ts, message);
      tell({ ...message, channel, event_ts: ts, channel_type: "channel" });
      return ts;
    },
    edit(channel, ts, text) {
      const before = messageOf(channel, ts);
      const edited = nextTs();
      const message = { ...before, text, edited: { user: before.user ?? "", ts: edited } };
      putMessage(state, channel, ts, message);
      tell({
        type: "message",
        subtype: "message_changed",
        hidden: true,
        channel,
        ts: edited,
        event_ts: edited,
        message,
        previous_message: before,
      });
    },
    remove(channel, ts) {
      const before = messageOf(channel, ts);
      const hasReplies = !isReply(before) && repliesOf(state, channel, ts).length > 0;
      if (hasReplies) {
        const tombstone: FakeMessage = {
          type: "message",
          ts,
          user: "USLACKBOT",
          subtype: "tombstone",
          text: "This message was deleted.",
        };
        putMessage(state, channel, ts, tombstone);
      } else putMessage(state, channel, ts, undefined);
      const at = nextTs();
      tell({
        type: "message",
        subtype: "message_deleted",
        hidden: true,
        channel,
        ts: at,
        event_ts: at,
        deleted_ts: ts,
        previous_message: before,
      });
    },
    rename(id, name) {
      channelOf(id).name = name;
      tell({ type: "channel_rename", channel: { id, name, created: 1_700_000_000 }, event_ts: nextTs() });
    },
    archive(id) {
      channelOf(id).is_archived = true;
      tell({ type: "channel_archive", channel: id, user: app, event_ts: nextTs() });
    },
    join(id) {
      channelOf(id).members.add(app);
      tell({ type: "member_joined_channel", channel: id, user: app, team: state.team.id, event_ts: nextTs() });
    },
    leave(id) {
      channelOf(id).members.delete(app);
      tell({ type: "channel_left", channel: id, event_ts: nextTs() });
    },
  };
}
