import { PassThrough } from "node:stream";
import { VectorStoreError } from "@tributary/vector-store";
import { describe, expect, it } from "vitest";
import { type Channel, type ChannelMessage, type ChannelServices, createChannel } from "./channel.ts";

/** Two ends joined by a wire that copies what passes, as the real one does. */
function join(left: ChannelServices, right: ChannelServices): readonly [Channel, Channel] {
  const over = (receiver: () => Channel) => (message: ChannelMessage) => {
    const copy = structuredClone(message);
    setImmediate(() => receiver().receive(copy));
  };
  const ends: [Channel, Channel] = [
    createChannel(
      over(() => ends[1]),
      left,
    ),
    createChannel(
      over(() => ends[0]),
      right,
    ),
  ];
  return ends;
}

describe("a channel", () => {
  it("carries calls in both directions, with values and errors as they were", async () => {
    const [left, right] = join(
      { calls: { double: (vector: Float32Array) => vector.map((number) => number * 2) } },
      {
        calls: {
          fail() {
            throw new VectorStoreError("rate-limited", "Wait.", { retryAfterMs: 1500 });
          },
        },
      },
    );
    expect(await right.call("double", Float32Array.of(1, 2))).toEqual(Float32Array.of(2, 4));
    const failed = left.call("fail");
    await expect(failed).rejects.toBeInstanceOf(VectorStoreError);
    await expect(failed).rejects.toMatchObject({ code: "rate-limited", message: "Wait.", retryAfterMs: 1500 });
    await expect(left.call("nothing")).rejects.toThrow('There is no call "nothing".');
  });

  it("fails what waits when the other side is gone, and what is asked after that", async () => {
    const [left] = join({ calls: {} }, { calls: { never: () => new Promise(() => {}) } });
    const waiting = left.call("never");
    left.close(new Error("It ended."));
    await expect(waiting).rejects.toThrow("It ended.");
    await expect(left.call("never")).rejects.toThrow("It ended.");
    const stream = left.openStream() as ReturnType<Channel["openStream"]> & { connect(): void };
    const broken = new Promise((resolve) => stream.once("error", resolve));
    stream.connect();
    expect(await broken).toMatchObject({ message: "It ended." });
  });

  it("carries streams of bytes, and their end either way", async () => {
    const opened: PassThrough[] = [];
    const [, right] = join(
      {
        calls: {},
        connect: () => {
          const echo = new PassThrough();
          opened.push(echo);
          return echo;
        },
      },
      { calls: {} },
    );
    const stream = right.openStream() as ReturnType<Channel["openStream"]> & { connect(): void };
    const connected = new Promise((resolve) => stream.once("connect", resolve));
    stream.connect();
    await connected;
    stream.write("one ");
    stream.write("two");
    let heard = "";
    for await (const bytes of stream.iterator({ destroyOnReturn: false })) {
      heard += String(bytes);
      if (heard === "one two") break;
    }
    expect(heard).toBe("one two");
    const closed = new Promise((resolve) => opened[0]?.once("close", resolve));
    stream.destroy();
    await closed;

    const second = right.openStream() as ReturnType<Channel["openStream"]> & { connect(): void };
    second.connect();
    const broken = new Promise((resolve) => second.once("error", resolve));
    await expect.poll(() => opened.length).toBe(2);
    opened[1]?.destroy(new Error("The database ended."));
    expect(await broken).toMatchObject({ message: "The database ended." });
  });
});
