import { workflows } from "@tributary/validation";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime } from "../runtime.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";

async function appWith(settings: Record<string, string>) {
  const home = temporaryFolder();
  await prepareHome(home);
  const env = readEnv({ TRIBUTARY_HOME: home, ...settings });
  const runtime = await createRuntime(env, {
    command: "test",
    workflows: "nowhere",
    logger: pino({ level: "silent" }),
  });
  onTestFinished(() => runtime.close());
  const app = createApp(runtime);
  const send = (method: string, headers: Record<string, string> = {}, body?: string) =>
    app.fetch(
      new Request("http://console.test/api/inngest?fnId=tributary-ensure.store&stepId=step", {
        method,
        headers: { host: "console.test", ...headers },
        ...(body !== undefined && { body }),
      }),
    );
  return { runtime, send };
}

describe("/api/inngest", { timeout: 60_000 }, () => {
  it("serves the same functions to a dev server, and runs no engine of its own", async () => {
    const { runtime, send } = await appWith({ INNGEST_DEV: "http://127.0.0.1:1" });
    expect(runtime.workflows.request).toBeUndefined();
    expect((await runtime.workflows.health()).dashboardUrl).toBe("http://127.0.0.1:1");
    const answer = await send("GET");
    expect(answer.status).toBe(200);
    // What a function does when it fails is a function too.
    const failing = runtime.workflows.functions.filter(({ opts }) => opts.onFailure !== undefined);
    const count = Object.keys(workflows).length + failing.length;
    expect(await answer.json()).toMatchObject({ function_count: count, mode: "dev" });

    const headers = { "x-inngest-sync-kind": "in_band", "content-type": "application/json" };
    const synced = await send("PUT", headers, JSON.stringify({ url: "http://console.test/api/inngest" }));
    const { functions } = (await synced.json()) as { functions: { id: string }[] };
    const ids = functions.map(({ id }) => id.replace(/^tributary-/, "")).filter((id) => !id.endsWith("-failure"));
    expect(ids.sort()).toEqual(Object.keys(workflows).sort());
  });

  it("answers nobody without a signature in production", async () => {
    const keys = { INNGEST_EVENT_KEY: "event-key", INNGEST_SIGNING_KEY: `signkey-test-${"0123".repeat(8)}` };
    const { runtime, send } = await appWith(keys);
    expect((await runtime.workflows.health()).dashboardUrl).toBe("https://app.inngest.com");
    const call = '{"event":{"name":"sync.requested","data":{}},"events":[],"steps":{},"ctx":{}}';
    const answer = await send("POST", { "content-type": "application/json" }, call);
    expect(answer.status).toBe(401);
  });

  it("is closed while the embedded engine calls the functions in process", async () => {
    const { send } = await appWith({});
    const answer = await send("POST", { "content-type": "application/json" }, "{}");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("INNGEST_EVENT_KEY") } });
  });
});
