import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { GitHubError } from "./answer.ts";
import { cutBody, type FakeFault, type Faults, slowBody, unicornPage } from "./faults.ts";
import { secondaryLimit } from "./rate-limits.ts";

/** Reads a request's whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a server waits for and breaks before it answers. */
export interface Disturbance {
  /** Milliseconds every request takes at least. */
  readonly latency: number;
  readonly faults: Faults;
  /** The fake's time. */
  now(): number;
}

/**
 * Waits as long as asked, then does what a fault says. True when the fault has answered, or never will; throws
 * GitHubError for faults that are answers of the API.
 */
export async function disturb(
  disturbance: Disturbance,
  request: { readonly method: string; readonly path: string; readonly body: string },
  response: ServerResponse,
): Promise<{ readonly answered: boolean; readonly emptyList: boolean }> {
  const fault = disturbance.faults.take(request);
  const wait = disturbance.latency + (fault?.type === "delay" ? fault.milliseconds : 0);
  if (wait > 0) await sleep(wait);
  if (fault?.type === "reset" || fault?.type === "truncate") cutBody(response, fault.afterBytes ?? 20, fault.type);
  if (fault?.type === "slow-body") slowBody(response, fault.pieces, fault.milliseconds);
  if (fault?.type === "hang") return { answered: true, emptyList: false };
  if (fault?.type === "status") {
    response.writeHead(fault.status, { "content-type": "application/json; charset=utf-8", ...fault.headers });
    response.end(fault.body ?? JSON.stringify({ message: "Server Error" }));
    return { answered: true, emptyList: false };
  }
  if (fault?.type === "bad-gateway") {
    response.writeHead(502, { "content-type": "text/html; charset=utf-8" });
    response.end(unicornPage);
    return { answered: true, emptyList: false };
  }
  throwFault(fault, disturbance.now());
  return { answered: false, emptyList: fault?.type === "empty-list" };
}

function throwFault(fault: FakeFault | undefined, now: number): void {
  if (fault?.type === "bad-credentials") throw new GitHubError(401, "Bad credentials");
  if (fault?.type === "secondary-limit") throw secondaryLimit(fault.retryAfter, fault.status);
  if (fault?.type !== "primary-limit") return;
  const reset = Math.ceil(now / 1000) + (fault.resetIn ?? 3600);
  throw new GitHubError(fault.status ?? 403, "API rate limit exceeded for user ID 1.", {
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-used": "5000", "x-ratelimit-reset": String(reset) },
  });
}
