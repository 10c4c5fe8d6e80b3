import { expect, it } from "vitest";
import { BodyTooLarge, readBody } from "./body.ts";

function streamOf(...parts: readonly string[]) {
  let cancelled = false;
  const left = [...parts];
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const part = left.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(part));
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, isCancelled: () => cancelled, left };
}

it("reads a body to its end, up to the limit", async () => {
  expect((await readBody(streamOf("ab", "", "cd").stream, 4)).toString("utf8")).toBe("abcd");
  expect((await readBody(streamOf().stream, 0)).byteLength).toBe(0);
  expect((await readBody(null, 0)).byteLength).toBe(0);
});

it("stops past the limit, and reads no further", async () => {
  const { stream, isCancelled, left } = streamOf("ab", "cde", "f");
  await expect(readBody(stream, 4)).rejects.toThrow(BodyTooLarge);
  expect(isCancelled()).toBe(true);
  expect(left).toEqual(["f"]);
});

it("throws what the stream throws", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new TypeError("terminated")),
  });
  await expect(readBody(broken, 4)).rejects.toThrow("terminated");
});
