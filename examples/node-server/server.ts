// Serves the workflows to an Inngest server from a Node process: node examples/node-server/server.ts
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { createHandler, type Handler } from "@tributary/console/handler";

/** A server with nothing but `/api/inngest`. */
export function createWorkflowServer(handler: Handler): Server {
  const fetch = (request: Request): Response | Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === "/healthz") return new Response("ok");
    return pathname === "/api/inngest" ? handler(request) : new Response("Not found", { status: 404 });
  };
  return createAdaptorServer({ fetch }) as Server;
}

if (import.meta.main) {
  const handler = createHandler(process.env);
  const server = createWorkflowServer(handler);
  server.listen(Number(process.env.PORT ?? 3000));
  process.once("SIGTERM", () => {
    server.close(() => void handler.close());
    server.closeIdleConnections();
  });
}
