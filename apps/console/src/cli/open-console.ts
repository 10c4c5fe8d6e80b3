import { DataFolderBusyError } from "@tributary/database";
import { createApp } from "../app.ts";
import type { Env } from "../env/env.ts";
import { createLogger } from "../logger.ts";
import { createRuntime, type WorkflowsPlace } from "../runtime.ts";
import { createApiClient } from "./client.ts";
import type { Connection } from "./connect.ts";

/** Opens a console in this process, or says where the one that owns the data folder is served. */
export async function openConsole(
  env: Env,
  options: { readonly command: string; readonly workflows: WorkflowsPlace },
): Promise<Connection | { readonly servedAt: string }> {
  try {
    const runtime = await createRuntime(env, { ...options, logger: createLogger(env.logLevel ?? "silent") });
    const app = createApp(runtime);
    const client = createApiClient({
      url: "http://console.embedded",
      apiKey: runtime.localKey,
      fetch: (request) => app.fetch(request),
    });
    return { client, runtime, close: () => runtime.close() };
  } catch (error) {
    if (error instanceof DataFolderBusyError && error.owner?.url) return { servedAt: error.owner.url };
    throw error;
  }
}
