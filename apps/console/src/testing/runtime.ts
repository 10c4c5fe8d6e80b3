import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { createApiClient } from "../cli/client.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { prepareHome } from "./prepared-home.ts";
import { temporaryFolder } from "./repository.ts";

/** A whole console over a temporary data folder, with the embedded engine at work; closed when the test ends. */
export async function createTestRuntime(home = temporaryFolder()): Promise<Runtime> {
  await prepareHome(home);
  const env = readEnv({ TRIBUTARY_HOME: home });
  const runtime = await createRuntime(env, { command: "test", workflows: "here", logger: pino({ level: "silent" }) });
  onTestFinished(() => runtime.close());
  return runtime;
}

/** Sends a request to the console as the owner of the local key. */
export function createTestClient(runtime: Runtime) {
  const app = createApp(runtime);
  const send = (path: string, init: RequestInit & { key?: string | null } = {}) => {
    const { key = runtime.localKey, ...rest } = init;
    const headers = { ...(key !== null && { authorization: `Bearer ${key}` }), ...rest.headers };
    return app.fetch(new Request(new URL(path, "http://console.test"), { ...rest, headers }));
  };
  const client = createApiClient({
    url: "http://console.test",
    apiKey: runtime.localKey,
    fetch: (request) => app.fetch(request),
  });
  return { send, client };
}
