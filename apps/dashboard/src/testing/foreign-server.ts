import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves an empty page on a port of its own, as any program on this machine or web site could; `close` stops it. */
export async function startForeignServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><html lang=en><title>Elsewhere</title><body>Elsewhere</body></html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
