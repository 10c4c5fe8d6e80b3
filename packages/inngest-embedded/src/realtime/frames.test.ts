import { describe, expect, it } from "vitest";
import { createFrameReader, encodeFrame, opcodes } from "./frames.ts";

/** A frame as a client sends it. */
function masked(opcode: number, text: string): Buffer {
  const plain = encodeFrame(opcode, Buffer.from(text));
  const start = plain.length - Buffer.byteLength(text);
  const mask = Buffer.from([1, 2, 3, 4]);
  const payload = plain.subarray(start).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const header = Buffer.from(plain.subarray(0, start));
  header[1] = (header[1] ?? 0) | 0x80;
  return Buffer.concat([header, mask, payload]);
}

describe("frames", () => {
  it.each([0, 125, 126, 4096])("of %d bytes are read however they are cut", (length) => {
    const text = "x".repeat(length);
    const bytes = Buffer.concat([masked(opcodes.text, text), masked(opcodes.ping, "p")]);
    for (const size of [1, 7, bytes.length]) {
      const reader = createFrameReader();
      const frames = [];
      for (let at = 0; at < bytes.length; at += size)
        frames.push(...(reader.read(bytes.subarray(at, at + size)) ?? []));
      expect(frames.map(({ opcode, payload }) => [opcode, payload.toString()])).toEqual([
        [opcodes.text, text],
        [opcodes.ping, "p"],
      ]);
    }
  });

  it("unmasked or too large are wrong", () => {
    expect(createFrameReader().read(encodeFrame(opcodes.text, Buffer.from("x")))).toBeUndefined();
    expect(createFrameReader().read(masked(opcodes.text, "x".repeat(4097)))).toBeUndefined();
  });
});
