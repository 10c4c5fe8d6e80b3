import { describe, expect, it } from "vitest";
import { messageSchema, type SlackMessage } from "../api/message.ts";
import { groupBursts } from "./bursts.ts";
import { formatId, parseId } from "./ids.ts";
import { BLOCK_MICROS, blockStart, microsOf, timestampOf } from "./time.ts";

const rules = { pauseMicros: 15 * 60e6, bots: true };
const begin = Date.UTC(2026, 0, 5, 8) * 1_000;
const at = (minutes: number, more: object = {}): SlackMessage =>
  messageSchema.parse({ ts: timestampOf(begin + Math.round(minutes * 60e6)), text: `${minutes}`, ...more });
const shape = (messages: readonly SlackMessage[]) =>
  groupBursts(messages, rules).map(({ messages: own, threads }) => [own.map(({ text }) => text), threads.length]);

describe("grouping", () => {
  it("ends a burst after a pause, and at every fourth full hour", () => {
    expect(shape([at(0), at(15), at(30.1), at(239), at(241)])).toEqual([
      [["0", "15"], 0],
      [["30.1"], 0],
      [["239"], 0],
      [["241"], 0],
    ]);
  });

  it("counts a message that begins a thread for pauses, and not for texts", () => {
    const parent = at(10, { thread_ts: timestampOf(begin + 600e6), reply_count: 2 });
    expect(shape([at(0), parent, at(20)])).toEqual([[["0", "20"], 1]]);
    expect(shape([parent])).toEqual([[[], 1]]);
  });

  it("leaves other bursts as they are when a message is added, or deleted from another one", () => {
    let seed = 11;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let round = 0; round < 200; round += 1) {
      const minutes = Array.from({ length: 30 }, () => Math.floor(random() * 600)).sort((one, other) => one - other);
      const messages = [...new Set(minutes)].map((minute) => at(minute));
      const before = new Map(groupBursts(messages, rules).map((burst) => [burst.ts, burst]));
      const removed = messages[Math.floor(random() * messages.length)];
      const after = groupBursts(
        messages.filter((message) => message !== removed),
        rules,
      );
      const home = [...before.values()].find(({ messages: own }) => own.some((message) => message === removed));
      for (const burst of after) {
        const isPartOfHome = home?.messages.some(({ ts }) => ts === burst.ts);
        if (!isPartOfHome) expect(burst).toEqual(before.get(burst.ts));
      }
    }
  });
});

describe("ids and times", () => {
  it("survive being written and read", () => {
    for (const ts of ["1700000000.000100", "999999999.999999", "1767600000.000000"]) {
      expect(timestampOf(microsOf(ts))).toBe(ts);
      const name = { kind: "thread" as const, channel: "C0123ABCD", ts };
      expect(parseId("T1", formatId("T1", name))).toEqual(name);
    }
    expect(blockStart(begin + BLOCK_MICROS - 1)).toBe(begin);
    for (const id of [
      "slack:T2:thread:C01:1700000000.000100",
      "slack:T1:file:C01:1700000000.000100",
      "slack:T1:thread:c:1",
    ]) {
      expect(parseId("T1", id)).toBeUndefined();
    }
  });
});
