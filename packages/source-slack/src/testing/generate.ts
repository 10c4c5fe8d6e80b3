import type { FakeSlack } from "./fake-slack.ts";

/** How large a generated workspace is. */
export interface GeneratedSizes {
  readonly users: number;
  readonly channels: number;
  readonly threadsPerChannel: number;
  readonly repliesPerThread: number;
  /** Messages in no thread, per channel. */
  readonly messagesPerChannel: number;
  /** Replies of one thread that is far longer than the others; none when 0. */
  readonly longThread: number;
}

/** 50 channels, 2,000 threads and 20,000 messages, and one thread of 450 replies beside them. */
export const largeSizes: GeneratedSizes = {
  users: 40,
  channels: 50,
  threadsPerChannel: 40,
  repliesPerThread: 3,
  messagesPerChannel: 240,
  longThread: 450,
};

/** A workspace small enough for any test. */
export const smallSizes: GeneratedSizes = {
  users: 5,
  channels: 4,
  threadsPerChannel: 5,
  repliesPerThread: 3,
  messagesPerChannel: 30,
  longThread: 0,
};

const subjects = ["search", "the index", "ranking", "the release", "billing", "the crawler", "webhooks", "the archive"];
const doings = [
  "is slow since",
  "was changed in",
  "needs a look after",
  "is ready for",
  "broke with",
  "should wait for",
];

/**
 * Fills a workspace with conversations that end at `endsAt` (milliseconds since the epoch) and reach 60 days back; the same
 * every time. Every text occurs once.
 */
export function generateWorkspace(fake: FakeSlack, sizes: GeneratedSizes, endsAt: number): void {
  const random = createRandom(7);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const people = Array.from({ length: sizes.users }, (_, index) => fake.addUser(`user${index}`, `Person ${index}`));
  let made = 0;
  const sentence = () => {
    made += 1;
    return `Note ${made}: ${pick(subjects)} ${pick(doings)} build ${Math.floor(random() * 900)}.`;
  };
  const span = 60 * 86_400_000;
  const taken = new Set<number>();
  const timeAt = (milliseconds: number) => {
    let micros = Math.floor(milliseconds) * 1_000;
    while (taken.has(micros)) micros += 1;
    taken.add(micros);
    return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, "0")}`;
  };
  for (let index = 0; index < sizes.channels; index += 1) {
    const channel = fake.addChannel(`channel-${index}`, { kind: index % 10 === 9 ? "private" : "public" });
    const post = (at: number, thread?: string) =>
      fake.post(channel, {
        user: pick(people),
        text: sentence(),
        ts: timeAt(at),
        ...(thread !== undefined && { thread }),
      });
    for (let left = sizes.messagesPerChannel; left > 0; ) {
      // People talk a few messages at a time.
      const length = Math.min(left, 1 + Math.floor(random() * 8));
      const begin = endsAt - random() * span;
      for (let message = 0; message < length; message += 1) post(Math.min(endsAt, begin + message * 60_000));
      left -= length;
    }
    for (let number = 0; number < sizes.threadsPerChannel; number += 1) {
      const begin = endsAt - random() * span;
      const thread = post(begin);
      const replies = index === 0 && number === 0 && sizes.longThread > 0 ? sizes.longThread : sizes.repliesPerThread;
      for (let reply = 1; reply <= replies; reply += 1) {
        post(Math.min(endsAt, begin + reply * 60_000 * (1 + random() * 30)), thread);
      }
    }
  }
}

/** A generator of numbers in [0, 1) that gives the same ones every time: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
