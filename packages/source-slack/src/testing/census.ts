import { type FakeState, isReply, messagesOf, repliesOf } from "./state.ts";

/** A message an index must hold. */
export interface CensusMessage {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  /** Time of the thread it is in, or begins; null for one in no thread. */
  readonly thread: string | null;
}

/** Everything an index of the workspace must hold. */
export interface FakeCensus {
  readonly channels: number;
  readonly messages: readonly CensusMessage[];
  /** `<channel>:<ts>` of every thread, with how many messages it has, its first among them. */
  readonly threads: ReadonlyMap<string, number>;
}

/** Counts what somebody sees, in the channels they are in. */
export function takeCensus(state: FakeState, viewer: string): FakeCensus {
  const messages: CensusMessage[] = [];
  const threads = new Map<string, number>();
  let channels = 0;
  for (const { id, members } of state.channels.values()) {
    if (!members.has(viewer)) continue;
    channels += 1;
    const all = messagesOf(state, id);
    for (const message of all) {
      const replies = isReply(message) ? [] : repliesOf(state, id, message.ts);
      if (replies.length > 0) threads.set(`${id}:${message.ts}`, replies.length + 1);
      const thread = isReply(message) ? (message.thread_ts ?? null) : replies.length > 0 ? message.ts : null;
      messages.push({ channel: id, ts: message.ts, text: message.text, thread });
    }
  }
  return { channels, messages, threads };
}
