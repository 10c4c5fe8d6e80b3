import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Size in bytes: with it deflated, and as text, a cursor stays below what a step may carry. */
const BYTES = 16_384;

/** Places each id is noted at. */
const PLACES = 8;

/** Ids beyond which an id that was never noted may look as if it had been: more than one in 2,000 would. */
export const FILTER_MAX = 8_000;

/** Which ids were listed, in a fixed space: with 1,000 of them, one in 10^9 others looks as if it had been. */
export interface SeenFilter {
  add(id: string): void;
  has(id: string): boolean;
  /** As text, for a cursor. */
  toText(): string;
}

/** Makes a filter, of a text it made or an empty one; throws for a text that is none. */
export function createFilter(text: string): SeenFilter {
  const bits =
    text === "" ? Buffer.alloc(BYTES) : inflateRawSync(Buffer.from(text, "base64"), { maxOutputLength: BYTES });
  if (bits.byteLength !== BYTES) throw new RangeError("The filter has another size.");
  return {
    add(id) {
      for (const { byte, mask } of placesOf(id)) bits[byte] = (bits[byte] ?? 0) | mask;
    },
    has: (id) => placesOf(id).every(({ byte, mask }) => ((bits[byte] ?? 0) & mask) !== 0),
    toText: () => deflateRawSync(bits).toString("base64"),
  };
}

function placesOf(id: string) {
  const hash = createHash("sha256").update(id).digest();
  return Array.from({ length: PLACES }, (_, index) => {
    const place = hash.readUInt16BE(index * 3) * 2 + ((hash[index * 3 + 2] ?? 0) & 1);
    return { byte: place >> 3, mask: 1 << (place & 7) };
  });
}
