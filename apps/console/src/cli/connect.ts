import { readFile } from "node:fs/promises";
import { dataFolderOwner } from "@tributary/database/data-folder-owner";
import type { Env } from "../env/env.ts";
import { UserError } from "../errors.ts";
import { localKeyFile } from "../keys/local-key-file.ts";
import type { Runtime, WorkflowsPlace } from "../runtime.ts";
import { type ApiClient, createApiClient } from "./client.ts";

/** A client, and what stands behind it when that is this process. */
export interface Connection {
  readonly client: ApiClient;
  readonly runtime: Runtime | undefined;
  close(): Promise<void>;
}

/** How long a server may take to say that it is there, in milliseconds; one that takes longer is found by its lock. */
const ANSWER_MS = 1_000;

/**
 * Connects to the console: the server TRIBUTARY_URL names, the one that owns the data folder, or, when nobody does, a
 * console opened in this process.
 */
export async function connect(env: Env, options: { command: string; workflows: WorkflowsPlace }): Promise<Connection> {
  if (env.remote) return connected(env.remote.url, env.remote.apiKey);
  // Whoever talks to a server need not load what it is made of, which takes a second.
  const url = dataFolderOwner(env.home)?.url;
  if (url !== undefined && (await answers(url))) return connectedToOwner(env, url);
  const { openConsole } = await import("./open-console.ts");
  const opened = await openConsole(env, options);
  return "servedAt" in opened ? connectedToOwner(env, opened.servedAt) : opened;
}

function connected(url: string, apiKey: string | undefined): Connection {
  const client = createApiClient({ url, apiKey, fetch: globalThis.fetch });
  return { client, runtime: undefined, close: async () => {} };
}

async function connectedToOwner(env: Env, url: string): Promise<Connection> {
  const apiKey = await readFile(localKeyFile(env.home), "utf8").catch((cause) => {
    const message = `The data folder ${env.home} is served at ${url}, but its key cannot be read: run this as its owner.`;
    throw new UserError("forbidden", message, { cause });
  });
  return connected(url, apiKey.trim());
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) })).ok;
  } catch {
    return false;
  }
}
