import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that the engine calls for the workload's functions; it answers the same to everything. */
export interface OutsideServer {
  readonly url: string;
  close(): void;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const server = createServer((_request, response) => {
    // No date: it would tell one history from another.
    response.sendDate = false;
    response.writeHead(200, { "content-type": "text/plain" }).end("from outside");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
