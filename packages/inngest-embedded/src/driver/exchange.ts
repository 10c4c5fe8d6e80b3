import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

/** One HTTP request with a text as body. */
export interface Exchange {
  readonly method: "POST" | "PUT";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back; header names are in lower case. A body longer than `maxBytes` is cut off after them. */
export interface ExchangeResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes requests over kept connections. Rejects when nobody answers; an answer may take as long as it likes. */
export type Exchanger = (exchange: Exchange) => Promise<ExchangeResult>;

/** How long a connection may take to be made, in milliseconds. */
const connectMs = 10_000;
/** A kept connection that fails within this many milliseconds was closed by the other side before it was used again. */
const staleMs = 1000;

/** Makes an exchanger whose connections end with `signal`. (`fetch` gives up an answer after five minutes; this does not.) */
export function createExchanger(maxBytes: number, signal: AbortSignal): Exchanger {
  const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };
  const destroy = (): void => Object.values(agents).forEach((agent) => void agent.destroy());
  signal.addEventListener("abort", destroy, { once: true });

  function attempt({ method, url, headers, body }: Exchange): Promise<ExchangeResult | "connection was stale"> {
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const isSecure = url.protocol === "https:";
      const request = (isSecure ? requestHttps : requestHttp)(url, {
        method,
        agent: agents[isSecure ? "https:" : "http:"],
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
      });
      let timer: NodeJS.Timeout | undefined;
      request.on("socket", (socket) => {
        if (!socket.connecting) return;
        timer = setTimeout(() => request.destroy(new Error(`no connection within ${connectMs / 1000} s`)), connectMs);
        socket.once(isSecure ? "secureConnect" : "connect", () => clearTimeout(timer));
      });
      request.on("response", (response) => {
        read(response, maxBytes).then(
          (text) => resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: text }),
          reject,
        );
      });
      request.on("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const isStale = request.reusedSocket && error.code === "ECONNRESET" && performance.now() - startedAt < staleMs;
        if (isStale) resolve("connection was stale");
        else reject(error);
      });
      request.end(body);
    });
  }

  return async (exchange) => {
    for (;;) {
      const result = await attempt(exchange);
      if (result !== "connection was stale") return result;
    }
  };
}

async function read(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
