// Runs a bundled Supabase function where there is no Deno: node deno-host.ts <bundle>. Prints the port it is served on.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { createAdaptorServer } from "@hono/node-server";

const [bundle = ""] = process.argv.slice(2);

Object.assign(globalThis, {
  Deno: {
    env: { toObject: () => ({ ...process.env }) },
    serve(handler: (request: Request) => Promise<Response>) {
      const server = createAdaptorServer({ fetch: handler }) as Server;
      server.listen(0, "127.0.0.1", () => {
        process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
      });
    },
  },
});

await import(pathToFileURL(bundle).href);
