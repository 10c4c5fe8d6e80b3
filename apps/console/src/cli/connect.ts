import { readFile } from "node:fs/promises";
import { DataFolderBusyError } from "@tributary/database";
import { createApp } from "../app.ts";
import type { Env } from "../env.ts";
import { UserError } from "../errors.ts";
import { localKeyFile } from "../local-key.ts";
import { createLogger } from "../logger.ts";
import { createRuntime, type Runtime, type WorkflowsPlace } from "../runtime.ts";
import { type ApiClient, createApiClient } from "./client.ts";

/** A client, and what stands behind it when that is this process. */
export interface Connection {
  readonly client: ApiClient;
  readonly runtime: Runtime | undefined;
  close(): Promise<void>;
}

const nothingToClose = async () => {};

/**
 * Connects to the console: the server TRIBUTARY_URL names, the one that owns the data folder, or, when nobody does, a
 * console opened in this process.
 */
export async function connect(env: Env, options: { command: string; workflows: WorkflowsPlace }): Promise<Connection> {
  if (env.remote) {
    const { url, apiKey } = env.remote;
    return {
      client: createApiClient({ url, apiKey, fetch: globalThis.fetch }),
      runtime: undefined,
      close: nothingToClose,
    };
  }
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
    if (!(error instanceof DataFolderBusyError) || !error.owner?.url) throw error;
    const url = error.owner.url;
    const apiKey = await readFile(localKeyFile(env.home), "utf8").catch((cause) => {
      const message = `The data folder ${env.home} is served at ${url}, but its key cannot be read: run this as its owner.`;
      throw new UserError("forbidden", message, { cause });
    });
    const client = createApiClient({ url, apiKey: apiKey.trim(), fetch: globalThis.fetch });
    return { client, runtime: undefined, close: nothingToClose };
  }
}
