import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { type EngineRequest, RequestError } from "./request.ts";

/** Largest body that is read as a whole, in bytes. */
const bodyBytes = 10 * 1024 * 1024;

const base = "http://engine.internal";

/** How a body is read. */
export interface NodeRequestOptions {
  /** How long a body may take to arrive, in milliseconds. */
  readonly bodyMs: number;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** Makes the engine's view of a request of node:http. */
export function fromNodeRequest(message: IncomingMessage, { bodyMs, signal }: NodeRequestOptions): EngineRequest {
  const target = message.url ?? "/";
  // What is sent as a path need not be one ("//" for instance); nothing is served there.
  const url = new URL(URL.canParse(target, base) ? target : "/", base);
  return {
    method: message.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    text: () => readText(message, bodyMs),
    stream: () => Readable.toWeb(message) as ReadableStream<Uint8Array>,
    signal,
    header(name) {
      const value = message.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
  };
}

function readText(message: IncomingMessage, bodyMs: number): Promise<string> {
  if (Number(message.headers["content-length"] ?? 0) > bodyBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => settle(new RequestError(408, "The body took too long to arrive.")), bodyMs);
    function settle(error?: Error): void {
      clearTimeout(timer);
      message.off("data", take);
      if (error) reject(error);
      else resolve(Buffer.concat(chunks).toString("utf8"));
    }
    function take(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > bodyBytes) settle(tooLarge());
      else chunks.push(chunk);
    }
    message.on("data", take);
    message.once("end", () => settle());
    message.once("close", () => settle(new RequestError(400, "The body broke off.")));
  });
}

function tooLarge(): RequestError {
  return new RequestError(413, `A body may have at most ${bodyBytes / 1024 / 1024} MB. Send less at once.`);
}
