import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createEmbeddedInngest, serveEngine } from "@tributary/inngest-embedded";
import { searchAnswerSchema } from "@tributary/validation";
import { pino } from "pino";
import { expect, it, onTestFinished } from "vitest";
import { gitAt, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { createRuntime } from "../runtime.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";
import { createTestClient } from "../testing/runtime.ts";
import { serveConsole } from "../testing/served-console.ts";

const signingKey = `signkey-test-${"0123456789abcdef".repeat(2)}`;
const eventKey = "event-key-of-this-test";

it("runs on a server over HTTP, signed in both directions, with no engine of its own", {
  timeout: 120_000,
}, async () => {
  const engine = createEmbeddedInngest({ file: ":memory:", signingKey });
  onTestFinished(() => engine.stop({ drainMs: 0 }));
  const server = await serveEngine(engine, { port: 0, eventKeys: [eventKey] });
  const { url: serverUrl = "" } = server;

  const folder = temporaryFolder();
  const home = join(folder, "home");
  await prepareHome(home);
  rmSync(join(home, "workflows.sqlite"), { force: true });
  const settings = { INNGEST_BASE_URL: serverUrl, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
  const runtime = await createRuntime(readEnv({ TRIBUTARY_HOME: home, ...settings }), {
    command: "test",
    workflows: "worker",
    logger: pino({ level: "silent" }),
  });
  onTestFinished(() => runtime.close());
  const consoleUrl = await serveConsole(runtime);
  // As `inngest start --sdk-url` does, or the dashboard's "sync new app".
  await engine.registerUrl({ url: `${consoleUrl}/api/inngest` });
  await engine.start();

  const repository = createRepository(join(folder, "lantern"), {
    "README.md": "# Lantern\n\nMind the fresnel lens.\n",
  });
  const { client } = createTestClient(runtime);
  const { signal } = new AbortController();
  const request = { source: gitAt(repository), mode: "full" as const, output: createQuietOutput(), signal };
  expect(await syncSource(client, request)).toMatchObject({ status: "completed", documents: 1 });
  const found = await client.request("GET", "/v1/search?q=fresnel", { schema: searchAnswerSchema });
  expect(found.results[0]).toMatchObject({ path: "README.md", snippet: expect.stringContaining("fresnel lens") });

  expect(await runtime.workflows.health()).toMatchObject({ where: "server", process: null, runs: null });
  expect(existsSync(join(home, "workflows.sqlite"))).toBe(false);
  // Neither side does what is not signed.
  const forged = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const fnId = "tributary-ensure.store";
  expect((await fetch(`${consoleUrl}/api/inngest?fnId=${fnId}&stepId=step`, forged)).status).toBe(401);
  expect((await fetch(`${serverUrl}/e/another-key`, { ...forged, body: '{"name":"sync.requested"}' })).status).toBe(
    401,
  );
});
