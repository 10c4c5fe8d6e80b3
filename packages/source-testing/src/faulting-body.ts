/** The same answer with a body that breaks off with an error after so many bytes, as when a connection is reset. */
export function breakOff(response: Response, afterBytes: number): Response {
  return withBody(response, afterBytes, (controller) => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    // The shape of undici's error for it.
    controller.error(new TypeError("terminated", { cause }));
  });
}

/** The same answer with a body that ends after so many bytes without an error, as some proxies cut it. */
export function cutShort(response: Response, afterBytes: number): Response {
  return withBody(response, afterBytes, (controller) => controller.close());
}

function withBody(
  response: Response,
  bytes: number,
  end: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): Response {
  let left = bytes;
  const reader = response.body?.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value } = left > 0 && reader !== undefined ? await reader.read() : { value: undefined };
      if (value === undefined) {
        await reader?.cancel();
        end(controller);
        return;
      }
      controller.enqueue(value.subarray(0, left));
      left -= value.byteLength;
    },
    async cancel(reason) {
      await reader?.cancel(reason);
    },
  });
  const headers = new Headers(response.headers);
  // Both would no longer be true of the body.
  headers.delete("content-length");
  headers.delete("content-encoding");
  const { status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
