/** Bytes of bodies that are being read at the same time: anybody may send some, and nobody has shown a signature yet. */
const ROOM_BYTES = 128 * 1024 * 1024;

/** A body; or why there is none: larger than allowed, or too many are being read at the moment. */
export type ReadBody = { readonly body: Uint8Array } | { readonly refused: "too-large" | "busy" };

/** Makes a reader of bodies, which together take at most 128 MiB while they are read; `busy` is the answer past that. */
export function createBodyReader(roomBytes = ROOM_BYTES) {
  let taken = 0;
  /** Reads a body of at most so many bytes; the rest of a larger one is not read. */
  return async function readBody(request: Request, maxBytes: number): Promise<ReadBody> {
    if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return { refused: "too-large" };
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const part of request.body ?? []) {
        size += part.byteLength;
        taken += part.byteLength;
        if (size > maxBytes) return { refused: "too-large" };
        if (taken > roomBytes) return { refused: "busy" };
        parts.push(part);
      }
      return { body: Buffer.concat(parts, size) };
    } finally {
      taken -= size;
    }
  };
}
