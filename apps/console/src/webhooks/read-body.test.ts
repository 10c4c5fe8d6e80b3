import { expect, it } from "vitest";
import { createBodyReader } from "./read-body.ts";

function sending(bytes: number, headers: Record<string, string> = {}) {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= bytes) return controller.close();
      sent += 10;
      controller.enqueue(new Uint8Array(10));
    },
  });
  const request = new Request("http://console.test", { method: "POST", headers, body, duplex: "half" } as RequestInit);
  return { request, sent: () => sent };
}

it("reads up to the limit, and of a larger body no more than tells that it is one", async () => {
  const read = createBodyReader();
  expect(await read(sending(100).request, 100)).toMatchObject({ body: { byteLength: 100 } });
  const large = sending(1_000_000);
  expect(await read(large.request, 100)).toEqual({ refused: "too-large" });
  expect(large.sent()).toBeLessThan(200);
  const announced = sending(1_000_000, { "content-length": "101" });
  expect(await read(announced.request, 100)).toEqual({ refused: "too-large" });
  expect(await read(new Request("http://console.test", { method: "POST" }), 100)).toMatchObject({
    body: { byteLength: 0 },
  });
});

it("reads no more bodies at once than there is room for, and gives the room back", async () => {
  const read = createBodyReader(150);
  const answers = await Promise.all([read(sending(100).request, 100), read(sending(100).request, 100)]);
  expect(answers).toContainEqual({ refused: "busy" });
  expect(await read(sending(100).request, 100)).toHaveProperty("body");
});
