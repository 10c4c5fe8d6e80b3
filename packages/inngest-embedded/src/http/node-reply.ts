import type { ServerResponse } from "node:http";
import { messageOf } from "../errors.ts";
import type { EngineLogger } from "../logger.ts";

/** What sending an answer needs. */
export interface NodeReplyOptions {
  readonly kind: "dev" | "cloud";
  /** How long a client may not take what it is sent before it is cut off, in milliseconds. */
  readonly stalledMs: number;
  /** True when the request's body was not read to its end: the connection cannot be used again. */
  readonly isUnread: () => boolean;
  readonly logger: EngineLogger;
}

/** Sends an answer, piece by piece as its body comes, no faster than the client takes it. Never rejects. */
export async function sendReply(response: Response, target: ServerResponse, options: NodeReplyOptions): Promise<void> {
  const reader = response.body?.getReader();
  const cancel = (): void => void reader?.cancel().catch(() => {});
  const isGone = (): boolean => target.destroyed || target.writableEnded;
  // A client may go at any moment; whoever writes then is told by this event.
  target.on("error", () => {});
  target.once("close", cancel);
  try {
    if (isGone()) return cancel();
    const headers: Record<string, string> = Object.fromEntries(response.headers);
    headers["x-inngest-server-kind"] = options.kind;
    if (options.isUnread()) headers.connection = "close";
    target.writeHead(response.status, headers);
    target.flushHeaders();
    for (let part = await reader?.read(); part && !part.done && !isGone(); part = await reader?.read()) {
      if (!target.write(part.value)) await drained(target, options.stalledMs);
    }
    target.end();
  } catch (error) {
    options.logger.warn("An answer over HTTP broke off.", { reason: messageOf(error) });
    target.destroy();
  } finally {
    target.off("close", cancel);
  }
}

function drained(target: ServerResponse, stalledMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => target.destroy(), stalledMs);
    const done = (): void => {
      clearTimeout(timer);
      target.off("drain", done);
      target.off("close", done);
      resolve();
    };
    target.on("drain", done);
    target.on("close", done);
  });
}
