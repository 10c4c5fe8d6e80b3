import { createServer, type Server } from "node:http";
import type { AddressInfo, ListenOptions } from "node:net";
import type { EmbeddedInngest } from "../engine.ts";
import { type EngineParts, partsOf } from "../engine-parts.ts";
import { EmbeddedInngestError, messageOf } from "../errors.ts";
import { acceptSubscribers } from "../realtime/socket-server.ts";
import { createGatekeeper } from "./gatekeeper.ts";
import { sendReply } from "./node-reply.ts";
import { fromNodeRequest } from "./node-request.ts";

/** Where to serve an engine: on a port of this machine (127.0.0.1:8288 unless given), or on a Unix socket. */
export type ServeEngineOptions = (
  | { readonly host?: string; readonly port?: number; readonly socketPath?: never }
  | { readonly socketPath: string; readonly host?: never; readonly port?: never }
) & {
  /** The only keys `POST /e/:key` accepts; any key when not given. */
  readonly eventKeys?: readonly string[];
};

/** A served engine. */
export interface EngineServer {
  /** What to give apps as `baseUrl` or `INNGEST_DEV`; undefined on a Unix socket. */
  readonly url: string | undefined;
  /** The port, as chosen by the system where 0 was asked for; undefined on a Unix socket. */
  readonly port: number | undefined;
  /** Stops listening and ends open streams and connections. The engine goes on. */
  close(): Promise<void>;
}

const defaultPort = 8288;
const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];
/** How long a client may take to send its headers, its body, and to take an answer, in milliseconds. */
const patience = { headersMs: 10_000, bodyMs: 30_000, stalledMs: 30_000 };

/**
 * Serves the engine over HTTP as Inngest's dev server does, or as its API where the engine has a signing key. Throws
 * `invalid-option` for an address beyond this machine without a signing key, and `listen` when the address is taken.
 */
export async function serveEngine(engine: EmbeddedInngest, options: ServeEngineOptions = {}): Promise<EngineServer> {
  const parts = partsOf(engine);
  if (!parts) throw new EmbeddedInngestError("invalid-option", "serveEngine needs an engine of createEmbeddedInngest.");
  const { host = "127.0.0.1", port = defaultPort, socketPath, eventKeys } = options;
  if (socketPath === undefined && !parts.signing && !isLoopback(host)) {
    throw new EmbeddedInngestError(
      "invalid-option",
      `Without a signing key the engine is served to this machine only, not on ${host}. Give createEmbeddedInngest a signingKey, or use 127.0.0.1.`,
    );
  }
  // Who reaches a Unix socket is no web page.
  const hosts = parts.signing || socketPath !== undefined ? undefined : new Set([...loopbackNames, host]);
  const server = createNodeServer(parts, createGatekeeper({ signing: parts.signing, eventKeys, hosts }));
  const closeSubscribers = acceptSubscribers(server, parts);
  await listen(server, socketPath === undefined ? { host, port } : { path: socketPath });
  const closed = new Promise<void>((resolve) => void server.once("close", resolve));
  const close = (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    closeSubscribers();
    return closed;
  };
  const onStop = (): void => void close();
  parts.stopped.addEventListener("abort", onStop, { once: true });
  void closed.then(() => parts.stopped.removeEventListener("abort", onStop));
  const address = server.address();
  if (address === null || typeof address === "string") return { url: undefined, port: undefined, close };
  return { url: urlOf(address), port: address.port, close };
}

function createNodeServer(parts: EngineParts, gatekeeper: ReturnType<typeof createGatekeeper>): Server {
  const { router, logger } = parts;
  const kind = parts.signing ? "cloud" : "dev";
  // Bodies have their own limit of time: some are streams, which may take as long as a run.
  const server = createServer({ headersTimeout: patience.headersMs, requestTimeout: 0 });
  server.on("request", (message, target) => {
    const gone = new AbortController();
    target.once("close", () => gone.abort());
    const request = fromNodeRequest(message, { bodyMs: patience.bodyMs, signal: gone.signal });
    const options = { kind, stalledMs: patience.stalledMs, isUnread: () => !message.complete, logger } as const;
    void router(request, gatekeeper).then((response) => sendReply(response, target, options));
  });
  return server;
}

function listen(server: Server, where: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) => {
      const address = where.path ?? `${where.host}:${where.port}`;
      const message =
        error.code === "EADDRINUSE"
          ? `${address} is in use by another program. Stop that one, or serve the engine elsewhere.`
          : `The engine cannot be served on ${address}: ${messageOf(error)}.`;
      reject(new EmbeddedInngestError("listen", message, { cause: error }));
    });
    server.listen(where, resolve);
  });
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function urlOf({ address, family, port }: AddressInfo): string {
  return family === "IPv6" ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
