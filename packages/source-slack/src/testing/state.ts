/** A person or an app of the fake. */
export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly is_bot: boolean;
  readonly deleted: boolean;
  readonly profile: { readonly display_name: string; readonly real_name: string };
}

/** A channel or direct message of the fake. */
export interface FakeChannel {
  readonly id: string;
  name: string;
  readonly kind: "public" | "private" | "im" | "mpim";
  is_archived: boolean;
  readonly members: Set<string>;
  /** The other one of a direct message. */
  readonly user?: string;
}

/** A file of the fake. */
export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly mode: string;
  readonly size: number;
  /** The whole text. */
  readonly content?: string;
}

/** A message of the fake, as Slack writes it. */
export interface FakeMessage {
  readonly type: "message";
  readonly ts: string;
  user?: string;
  text: string;
  subtype?: string;
  thread_ts?: string;
  edited?: { readonly user: string; readonly ts: string };
  readonly [key: string]: unknown;
}

/** What the fake holds. */
export interface FakeState {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly users: Map<string, FakeUser>;
  readonly channels: Map<string, FakeChannel>;
  /** Messages by channel and time; oldest first. */
  readonly messages: Map<string, Map<string, FakeMessage>>;
  readonly files: Map<string, FakeFile>;
}

interface Sorted {
  readonly messages: readonly FakeMessage[];
  readonly replies: ReadonlyMap<string, readonly FakeMessage[]>;
}

/** Sorted messages by what holds them: sorting 400 for each of 2,000 requests takes longer than all the rest. */
const sorted = new WeakMap<ReadonlyMap<string, FakeMessage>, Sorted>();

/** Puts a message into a channel, in place of one of the same time; takes it away without a message. */
export function putMessage(state: FakeState, channel: string, ts: string, message: FakeMessage | undefined): void {
  const messages = state.messages.get(channel) ?? new Map<string, FakeMessage>();
  state.messages.set(channel, messages);
  sorted.delete(messages);
  if (message === undefined) messages.delete(ts);
  else messages.set(ts, message);
}

/** Messages of a channel, oldest first. */
export function messagesOf(state: FakeState, channel: string): readonly FakeMessage[] {
  return sortedOf(state, channel).messages;
}

/** Replies of a thread, oldest first. */
export function repliesOf(state: FakeState, channel: string, ts: string): readonly FakeMessage[] {
  return sortedOf(state, channel).replies.get(ts) ?? [];
}

function sortedOf(state: FakeState, channel: string): Sorted {
  const messages = state.messages.get(channel) ?? new Map<string, FakeMessage>();
  const known = sorted.get(messages);
  if (known !== undefined) return known;
  const all = [...messages.values()].sort((one, other) => micros(one.ts) - micros(other.ts));
  const made = { messages: all, replies: Map.groupBy(all.filter(isReply), ({ thread_ts: thread = "" }) => thread) };
  sorted.set(messages, made);
  return made;
}

/** A timestamp in microseconds. */
export function micros(ts: string): number {
  return Number(ts.replace(".", ""));
}

/** Whether a message is a reply in a thread. */
export function isReply({ ts, thread_ts: thread }: FakeMessage): boolean {
  return thread !== undefined && thread !== ts;
}
