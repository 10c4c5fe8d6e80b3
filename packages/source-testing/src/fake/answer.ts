import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What a fake answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A fault as `send` and `respond` see it: they break what is a WireFault and pass on every other. */
type AnyFault = { readonly type: string; readonly afterBytes?: number; readonly milliseconds?: number } | undefined;

const PAGE: FakeAnswer = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Sign in</title>",
};

/** Sends an answer, broken as a WireFault says. */
export async function send(response: ServerResponse, answer: FakeAnswer, fault: AnyFault): Promise<void> {
  if (fault?.type === "stall") return;
  if (fault?.type === "slow") await sleep(fault.milliseconds);
  const { status, headers, body } = fault?.type === "html" ? PAGE : answer;
  const bytes = Buffer.from(body);
  const sent = fault?.type === "truncate" ? bytes.subarray(0, fault.afterBytes) : bytes;
  response.writeHead(status, { ...headers, "content-length": String(sent.byteLength) });
  if (fault?.type !== "reset") {
    response.end(sent);
    return;
  }
  response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
}

/** An answer as fetch gives it, broken as a WireFault says: for answers that never leave this process. */
export async function respond(
  answer: FakeAnswer,
  fault: AnyFault,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (fault?.type === "stall") await untilAborted(signal);
  if (fault?.type === "slow") await sleep(fault.milliseconds, undefined, signal ? { signal } : {});
  const { status, headers, body } = fault?.type === "html" ? PAGE : answer;
  const isEmpty = status === 204 || status === 304;
  if (fault?.type === "reset") {
    return new Response(breakingOff(Buffer.from(body).subarray(0, fault.afterBytes)), { status, headers });
  }
  const sent = fault?.type === "truncate" ? Buffer.from(body).subarray(0, fault.afterBytes) : body;
  return new Response(isEmpty ? null : sent, {
    status,
    headers: { ...headers, "content-length": String(Buffer.byteLength(sent)) },
  });
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
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
