import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createEmbeddedInngest, serveEngine } from "@tributary/inngest-embedded";
import { startPineconeFake } from "@tributary/pinecone/testing";
import { searchAnswerSchema } from "@tributary/validation";
import type { Metafile } from "esbuild";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { gitAt, syncSource } from "../apps/console/src/cli/sync.ts";
import { readEnv } from "../apps/console/src/env/env.ts";
import { createHandler } from "../apps/console/src/handler.ts";
import { createRuntime } from "../apps/console/src/runtime.ts";
import { prepareHome } from "../apps/console/src/testing/prepared-home.ts";
import { createQuietOutput } from "../apps/console/src/testing/quiet-output.ts";
import { createRepository, temporaryFolder } from "../apps/console/src/testing/repository.ts";
import { createTestClient } from "../apps/console/src/testing/runtime.ts";
import { bundleExample } from "./bundle.ts";
import { createWorkflowServer } from "./node-server/server.ts";

const signingKey = `signkey-test-${"0123456789abcdef".repeat(2)}`;
const eventKey = "event-key-of-this-test";
const silent = pino({ level: "silent" });

/** A PostgreSQL server to make databases on: `node scripts/with-postgres.ts …` gives one. */
const postgres = process.env.TRIBUTARY_TEST_DATABASE_URL;

/** An engine over HTTP that trusts only what is signed, in place of Inngest, and the settings to reach it. */
async function startInngest() {
  const engine = createEmbeddedInngest({ file: ":memory:", signingKey });
  onTestFinished(() => engine.stop({ drainMs: 0 }));
  const { url = "" } = await serveEngine(engine, { port: 0, eventKeys: [eventKey] });
  await engine.start();
  const settings = { INNGEST_BASE_URL: url, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
  return { engine, url, settings };
}

/** Starts a bundled Supabase function in a process of its own; returns where it is served. */
async function startFunction(bundle: string, settings: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, "testing/deno-host.ts"), bundle], {
    env: { PATH, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let errors = "";
  child.stderr?.on("data", (text) => {
    errors += text;
  });
  if (!child.stdout) throw new Error("The process has no output.");
  for await (const port of createInterface(child.stdout)) {
    return { url: `http://127.0.0.1:${port}/functions/v1/inngest`, pid: child.pid ?? 0 };
  }
  throw new Error(`The function did not start: ${errors}`);
}

/** What a bundle loads when it starts, without what it loads when that is asked for: its own files, and Node's modules. */
function loadedAtOnce(outputs: Metafile["outputs"]) {
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === "import-statement") load(next);
  };
  load(Object.keys(outputs).find((path) => path.endsWith("bundle/index.js")) ?? "");
  const files = [...loaded].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  if (!files.some((file) => file.endsWith("src/handler.ts"))) throw new Error("The entry of the bundle was not found.");
  return { modules: [...loaded].filter((path) => path.startsWith("node:")), files };
}

/** Native libraries a process has loaded. */
function nativeLibraries(pid: number): string[] {
  const maps = `/proc/${pid}/maps`;
  return existsSync(maps) ? (readFileSync(maps, "utf8").match(/\S+\.node$/gm) ?? []) : [];
}

describe("the examples", { timeout: 180_000 }, () => {
  it("a Node server answers a signed Inngest server, and nobody else", async () => {
    const { engine, url, settings } = await startInngest();
    const home = temporaryFolder();
    await prepareHome(home);
    const handler = createHandler({ TRIBUTARY_HOME: home, ...settings }, { logger: silent });
    onTestFinished(() => handler.close());
    const server = createWorkflowServer(handler);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const served = `http://127.0.0.1:${port}/api/inngest`;
    await engine.registerUrl({ url: served });

    const event = { name: "internal/ensure.store", data: { workspaceId: "default" } };
    const sent = await fetch(`${url}/e/${eventKey}`, { method: "POST", body: JSON.stringify(event) });
    const { ids } = (await sent.json()) as { ids: string[] };
    await engine.idle();
    const [run] = engine.runs.byEvent(ids[0] ?? "");
    const ended = engine.runs.get(run?.runId ?? "");
    expect(ended).toMatchObject({ status: "completed", output: { namespace: expect.any(String) } });
    const forged = await fetch(`${served}?fnId=tributary-ensure.store&stepId=step`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/v1/sources`)).status).toBe(404);
  });

  it("say at once what settings are missing", () => {
    expect(() => createHandler({})).toThrow(/INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY: are needed/);
  });

  it("an edge function brings a repository from its source to a search hit, with nothing native", async () => {
    const { engine, settings } = await startInngest();
    const bundle = join(temporaryFolder(), "bundle");
    const { outputs } = await bundleExample("supabase", bundle);
    const external = Object.values(outputs).flatMap(({ imports }) => imports.filter((entry) => entry.external));
    expect(external.filter(({ path }) => !path.startsWith("node:"))).toEqual([]);
    const { modules, files } = loadedAtOnce(outputs);
    expect(modules.filter((path) => /sqlite|inspector|cluster|^node:vm$/.test(path))).toEqual([]);
    const stores =
      /packages\/(lancedb|inngest-embedded)\/src|database\/src\/(pglite|kernel-lock)|left-out:(?!pg-native|formdata)/;
    expect(files.filter((path) => stores.test(path))).toEqual([]);

    const fake = await startPineconeFake({});
    onTestFinished(() => fake.close());
    const shared = {
      ...settings,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
      PINECONE_API_KEY: fake.apiKey,
      PINECONE_CONTROLLER_HOST: fake.url,
      TRIBUTARY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    };
    if (!postgres) {
      const { url, pid } = await startFunction(join(bundle, "index.js"), shared);
      const answer = await fetch(url);
      expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: "unavailable" } }]);
      expect(nativeLibraries(pid)).toEqual([]);
      return;
    }

    // The console makes the schema, takes requests and answers searches; the function does the work.
    const variables = { ...shared, DATABASE_URL: await createDatabase(postgres), TRIBUTARY_HOME: temporaryFolder() };
    const runtime = await createRuntime(readEnv(variables), { command: "test", workflows: "worker", logger: silent });
    onTestFinished(() => runtime.close());
    const { url, pid } = await startFunction(join(bundle, "index.js"), variables);
    await engine.registerUrl({ url });
    const methods = Array.from(
      { length: 80 },
      (_, n) => `  lens${n}(watts: number): number {\n    return watts * ${n};\n  }\n`,
    );
    const code = `/** Keeps the lamp lit. */\nexport class Fresnel {\n${methods.join("\n")}}\n`;
    const repository = createRepository(join(temporaryFolder(), "lantern"), { "lamp.ts": code });
    const { client } = createTestClient(runtime);
    const { signal } = new AbortController();
    const request = { source: gitAt(repository), mode: "full" as const, output: createQuietOutput(), signal };
    expect(await syncSource(client, request)).toMatchObject({ status: "completed", documents: 1 });
    const { results } = await client.request("GET", "/v1/search?q=fresnel", { schema: searchAnswerSchema });
    expect(results[0]).toMatchObject({ path: "lamp.ts" });
    // Cut by its syntax: the parsers came with the function.
    const { namespace, description } = await runtime.services.indexes.active("default");
    const vector = new Float32Array(description.dimensions).fill(1);
    const hits = await runtime.services.store.query(namespace, { by: "vector", vector, limit: 10 });
    expect(hits.map(({ fields }) => fields.heading)).toContain("Fresnel");
    expect(nativeLibraries(pid)).toEqual([]);
  });
});

/** Makes an empty database on the server for one test. */
async function createDatabase(server: string): Promise<string> {
  const { default: pg } = await import("pg");
  const name = `tributary_examples_${randomBytes(6).toString("hex")}`;
  const administer = async (statement: string) => {
    const connection = new pg.Client({ connectionString: server });
    await connection.connect();
    await connection.query(statement);
    await connection.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  onTestFinished(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
