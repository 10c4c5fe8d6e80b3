import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "../app.ts";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { signInLink } from "../keys/sign-in-link.ts";
import { createLogger } from "../logger.ts";
import { createRuntime } from "../runtime.ts";
import { indexStatus, startDueRebuilds } from "../search-index/rebuild.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";
import { resumeDeliveries } from "../webhooks/send-delivery.ts";
import { createApiClient } from "./client.ts";
import type { Output } from "./output.ts";
import { indexNotice } from "./reindex.ts";
import { gitAt, syncSource } from "./sync.ts";

/**
 * Serves the console until the signal aborts; with `path`, that git repository is connected and synced first thing.
 * Throws UserError when the port is taken or the path cannot be connected.
 */
export async function serve(
  env: Env,
  options: { readonly path: string | undefined; readonly output: Output; readonly signal: AbortSignal },
): Promise<void> {
  const { output, signal, path } = options;
  const runtime = await createRuntime(env, {
    command: "tributary serve",
    workflows: "worker",
    logger: createLogger(env.logLevel ?? "warn"),
  });
  try {
    const app = createApp(runtime);
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const url = await listen(server, env);
    try {
      await runtime.lock.update({ command: "tributary serve", url });
      output.line(`Tributary is at ${url}`);
      output.line(`  Open     ${signInLink(url, runtime.localKey, env)}`);
      output.line(`  API key  ${runtime.localKey}`);
      output.line(`  Data     ${env.home}`);
      await startDueRebuilds(runtime);
      await resumeDeliveries(runtime);
      const notice = indexNotice(await indexStatus(runtime.services, DEFAULT_WORKSPACE.id));
      if (notice) output.line(`\n${notice}`);
      if (path !== undefined) {
        output.line(`\nIndexing ${path}`);
        const client = createApiClient({ url, apiKey: runtime.localKey, fetch: (request) => app.fetch(request) });
        await syncSource(client, { source: gitAt(path), mode: "incremental", output, signal });
      }
      output.line(`\nThe link above opens the dashboard. Or search from another terminal:`);
      output.line(`  npx -y -p node@24 -p pnpm@12 pnpm --silent tributary search "how are retries scheduled"`);
      output.line(`  curl -H "authorization: Bearer ${runtime.localKey}" "${url}/v1/search?q=retry"`);
      output.line("\nCtrl-C stops it; what is unfinished goes on at the next start.");
      if (!signal.aborted) await once(signal, "abort");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  } finally {
    await runtime.close();
  }
}

async function listen(server: Server, env: Env): Promise<string> {
  const { host, port } = env;
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const reason =
      code === "EADDRINUSE"
        ? `Port ${port} is taken: choose another with --port, or --port 0 for any free one.`
        : `The server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}.`;
    throw new UserError("unavailable", reason, { cause: error });
  }
  const { port: bound } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
}
