/** What a WebSocket frame is. */
export const opcodes = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;

const finalBit = 0x80;
const maskBit = 0x80;
const maskBytes = 4;
/** Largest frame taken from a client, in bytes: subscribers have nothing to say. */
const longestFrameBytes = 4096;

/** A frame a client sent. */
export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Makes a whole frame (RFC 6455), unmasked as servers send them. */
export function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  let header: Buffer;
  if (length < 126) header = Buffer.from([finalBit | opcode, length]);
  else if (length < 2 ** 16) {
    header = Buffer.from([finalBit | opcode, 126, 0, 0]);
    header.writeUInt16BE(length, 2);
  } else {
    header = Buffer.from([finalBit | opcode, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

/** Cuts bytes into the frames of a client. */
export interface FrameReader {
  /** The frames that are complete now; undefined when the client does not keep to the protocol. */
  read(chunk: Buffer): Frame[] | undefined;
}

/** Makes a reader for one connection. */
export function createFrameReader(): FrameReader {
  let pending = Buffer.alloc(0);

  function next(): Frame | "incomplete" | "wrong" {
    if (pending.length < 2) return "incomplete";
    const [first = 0, second = 0] = pending;
    if ((second & maskBit) === 0) return "wrong";
    let length = second & ~maskBit;
    let start = 2;
    if (length === 126) {
      if (pending.length < 4) return "incomplete";
      length = pending.readUInt16BE(2);
      start = 4;
    }
    if (length === 127 || length > longestFrameBytes) return "wrong";
    const end = start + maskBytes + length;
    if (pending.length < end) return "incomplete";
    const mask = pending.subarray(start, start + maskBytes);
    const payload = Buffer.from(pending.subarray(start + maskBytes, end));
    for (const [index, byte] of payload.entries()) payload[index] = byte ^ (mask[index % maskBytes] ?? 0);
    pending = pending.subarray(end);
    return { opcode: first & 0x0f, payload };
  }

  return {
    read(chunk) {
      pending = Buffer.concat([pending, chunk]);
      const frames: Frame[] = [];
      for (let frame = next(); frame !== "incomplete"; frame = next()) {
        if (frame === "wrong") return undefined;
        frames.push(frame);
      }
      return frames;
    },
  };
}
