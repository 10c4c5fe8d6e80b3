const encoder = new TextEncoder();

/**
 * The position of a term in a sparse vector: 32 bits of MurmurHash3 of its UTF-8. Among 200,000 different terms some five
 * pairs share a position.
 */
export function hashTerm(term: string): number {
  const bytes = encoder.encode(term);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = 0x9747b28c;
  for (let index = 0; index < whole; index += 4) {
    hash ^= scramble(view.getUint32(index, true));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let index = bytes.length - 1; index >= whole; index -= 1) tail = (tail << 8) | (bytes[index] ?? 0);
  if (bytes.length > whole) hash ^= scramble(tail);
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}
