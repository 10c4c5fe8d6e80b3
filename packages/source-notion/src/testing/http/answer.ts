import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FakeFault } from "./faults.ts";

/** What the fake answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends an answer, broken as a fault on the wire says. */
export async function send(response: ServerResponse, answer: FakeAnswer, fault: FakeFault | undefined): Promise<void> {
  if (fault?.type === "stall") return;
  if (fault?.type === "slow") await sleep(fault.milliseconds);
  const { status, headers, body } =
    fault?.type === "html"
      ? { status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><title>Sign in</title>" }
      : answer;
  const bytes = Buffer.from(body);
  const sent = fault?.type === "truncate" ? bytes.subarray(0, fault.afterBytes) : bytes;
  response.writeHead(status, { ...headers, "content-length": String(sent.byteLength) });
  if (fault?.type !== "reset") {
    response.end(sent);
    return;
  }
  response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
}
