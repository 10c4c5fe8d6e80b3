import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { onTestFinished } from "vitest";
import type { EmbeddedInngest } from "../engine.ts";
import { type EngineServer, type ServeEngineOptions, serveEngine } from "../http/server.ts";
import { silentSdkLogger } from "./test-engine.ts";

/** An app of its own, served over HTTP by the real SDK. */
export interface RemoteApp {
  readonly client: Inngest.Any;
  readonly url: string;
  /** Stops listening, as a process that has gone. */
  leave(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
}

/** How to make an app. */
export interface RemoteAppOptions {
  /** Where the engine is served. */
  readonly baseUrl: string | undefined;
  readonly signingKey?: string;
  readonly eventKey?: string;
  readonly streaming?: true;
  readonly functions: (client: Inngest.Any) => readonly InngestFunction.Any[];
}

/** Listens on a free port of this machine, or on a given one, until the test ends; answers the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  onTestFinished(() => close(server));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Serves an app's functions until the test ends. */
export async function createRemoteApp(options: RemoteAppOptions): Promise<RemoteApp> {
  const { baseUrl, signingKey, eventKey = "any", streaming, functions } = options;
  const client: Inngest.Any = new Inngest({
    id: "remote",
    isDev: signingKey === undefined,
    eventKey,
    logger: silentSdkLogger,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(signingKey === undefined ? {} : { signingKey }),
  });
  const listener: RequestListener = serve({
    client,
    functions: [...functions(client)],
    ...(streaming ? { streaming } : {}),
  });
  let server = createServer(listener);
  const port = await listen(server);
  return {
    client,
    url: `http://127.0.0.1:${port}/api/inngest`,
    leave: () => close(server),
    async comeBack() {
      server = createServer(listener);
      await listen(server, port);
    },
  };
}

/** Serves an engine on a free port until the test ends. */
export async function serveForTest(engine: EmbeddedInngest, options: ServeEngineOptions = {}): Promise<EngineServer> {
  const server = await serveEngine(engine, options.socketPath === undefined ? { port: 0, ...options } : options);
  onTestFinished(() => server.close());
  return server;
}
