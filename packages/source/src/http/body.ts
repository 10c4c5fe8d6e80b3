/** A body that is larger than what was allowed for it. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Reads a body to its end; throws BodyTooLarge past the limit, in bytes, and what the stream throws. */
export async function readBody(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer<ArrayBuffer>> {
  if (body === null) return Buffer.alloc(0);
  // Piece by piece: arrayBuffer() has no limit, and keeps more of each request alive until the next full collection of garbage.
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts, size);
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw new BodyTooLarge(`The body has more than ${limit} bytes.`);
    }
    parts.push(value);
  }
}
