import { setTimeout as sleep } from "node:timers/promises";
import type { FakeAnswer } from "./answer.ts";
import type { FakeFault } from "./faults.ts";

/** An answer as fetch gives it, broken as a fault on the wire says; for answers that never leave this process. */
export async function respond(
  { status, headers, body }: FakeAnswer,
  fault: FakeFault | undefined,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  switch (fault?.type) {
    case "html":
      return new Response("<!doctype html><title>Sign in</title>", { headers: { "content-type": "text/html" } });
    case "truncate":
      return new Response(Buffer.from(body).subarray(0, fault.afterBytes), { status, headers });
    case "reset":
      return new Response(breakingOff(Buffer.from(body).subarray(0, fault.afterBytes)), { status, headers });
    case "stall":
      await new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      break;
    case "slow":
      await sleep(fault.milliseconds, undefined, signal ? { signal } : {});
  }
  const bytes = Buffer.from(body);
  return new Response(bytes, { status, headers: { ...headers, "content-length": String(bytes.byteLength) } });
}

function breakingOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError("terminated"));
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
}
