import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createFakeGitHub, signDelivery } from "@tributary/source-github/testing";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { readEnv } from "../env.ts";
import { rotateKeys } from "../keys/rotate-keys.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import { plantedIn, plantedInFolder } from "../testing/find-planted.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { createTestClient } from "../testing/runtime.ts";
import { rowsOfWorkspace } from "../testing/workspace-rows.ts";

const LOOK_MS = 50;

/** A console whose log, answers and data folder can be searched. */
async function setUp() {
  const home = temporaryFolder();
  await prepareHome(home);
  const said: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void said.push(line) });
  const open = async (): Promise<Runtime> => {
    const env = readEnv({ TRIBUTARY_HOME: home });
    return createRuntime(env, { command: "test", workflows: "here", logger });
  };
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  const repository = await fake.createRepository("acme/birds");
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
  return { home, said, open, fake };
}

/** What a test asks of a console; every answer is kept. */
function createAsking(runtime: Runtime, said: string[]) {
  const { send } = createTestClient(runtime);
  const keep = async (response: Response) => {
    const text = await response.text();
    said.push(text, JSON.stringify([...response.headers]));
    return { status: response.status, body: JSON.parse(text || "null") };
  };
  const headers = { "content-type": "application/json" };
  const raw = async (path: string, body: string) => keep(await send(path, { method: "POST", headers, body }));
  const post = (path: string, body: unknown = {}) => raw(path, JSON.stringify(body));
  const get = async (path: string) => keep(await send(path));
  const remove = async (path: string) => keep(await send(path, { method: "DELETE" }));
  const deliver = async (path: string, { headers, body }: ReturnType<typeof signDelivery>) => {
    const init = { method: "POST", headers, body: new Uint8Array(body) };
    return keep(await createApp(runtime).fetch(new Request(`http://console.test${path}`, init)));
  };
  const job = async (path: string, isEnough: (job: { status: string }) => boolean) => {
    for (;;) {
      const { body } = await get(path);
      if (isEnough(body)) return body;
      await sleep(LOOK_MS);
    }
  };
  return { raw, post, get, remove, deliver, job };
}

describe("a planted credential", { timeout: 240_000 }, () => {
  it("is found nowhere but sealed: not in the data folder, the log, or any answer", async () => {
    const { home, said, open, fake } = await setUp();
    const secrets = {
      token: fake.addToken(),
      "second token": fake.addToken(),
      "wrong token": 'ghp_Planted+/="canary&\\never%seen',
      "webhook secret": 'hook-Planted+/="secret&\\canary%once',
    };
    let runtime = await open();
    onTestFinished(() => runtime.close());
    let { raw, post, get, remove, deliver, job } = createAsking(runtime, said);
    const config = { repository: "acme/birds", baseUrl: fake.url };
    const request = (token: unknown, more: object = {}) => ({
      kind: "github",
      config,
      credentials: { token },
      ...more,
    });
    const isOver = ({ status }: { status: string }) => status !== "queued" && status !== "running";

    // Refused, malformed, and given where it does not belong.
    const { "wrong token": wrong, token, "webhook secret": hook } = secrets;
    expect((await post("/v1/sources", request(wrong))).status).toBe(422);
    for (const odd of [[wrong], { [wrong]: wrong }, `${wrong}\n`, ""]) {
      expect((await post("/v1/sources", request(odd))).status).toBeGreaterThanOrEqual(400);
    }
    await post("/v1/sources", { kind: "linear", config: {}, credentials: { apiKey: wrong, token: wrong } });
    await raw("/v1/sources", `${JSON.stringify(request(wrong)).slice(0, -3)}`);
    await raw("/v1/sources", wrong);

    // What passes, and a provider that repeats what it was sent.
    for (const fault of [
      { type: "bad-gateway" },
      { type: "reset", afterBytes: 20 },
      { type: "truncate", afterBytes: 20 },
      { type: "secondary-limit", retryAfter: 60 },
      { type: "status", status: 403, body: JSON.stringify({ message: `The token ${token} may not do this.` }) },
      {
        type: "status",
        status: 500,
        body: `<html>authorization: Bearer ${token}</html>`,
        headers: { "x-echo": token },
      },
    ] as const) {
      const stop = fake.inject({ fault, times: 20 });
      expect((await post("/v1/sources", request(token))).status, fault.type).toBeGreaterThanOrEqual(400);
      stop();
    }

    const connected = await post("/v1/sources", request(token, { sync: false }));
    expect(connected.status).toBe(201);
    const path = `/v1/sources/${connected.body.source.id}`;
    const sync = async () => `/v1/jobs/${(await post(`${path}/sync`, { mode: "full" })).body.job.id}`;
    expect(await job(await sync(), isOver)).toMatchObject({ status: "completed" });
    expect((await post(`${path}/webhook-secrets`, { secret: hook })).status).toBe(201);
    const delivery = { event: "issues", payload: { repository: { full_name: "acme/birds" }, action: "opened" } };
    for (const secret of [hook, wrong]) await deliver("/webhooks/github", signDelivery({ ...delivery, secret }));

    // A sync that is refused on the way, and one that waits to be tried again when the source is disconnected.
    const echo = {
      type: "status",
      status: 401,
      body: JSON.stringify({ message: `Bad credentials: ${token}` }),
    } as const;
    const stop = fake.inject({ fault: echo, after: 1, times: 20 });
    expect(await job(await sync(), isOver)).toMatchObject({ status: "failed" });
    stop();
    for (const shown of [path, `${path}/webhook-secrets`, "/v1/status", "/v1/jobs", "/v1/sources", "/v1/activity"])
      await get(shown);
    expect((await get("/v1/search?q=kestrel")).body.results).toHaveLength(1);

    // Another key; what was sealed with the old one is still there, in what the database has not overwritten yet.
    await runtime.close();
    runtime = await open();
    const { database } = runtime.services;
    await rotateKeys(runtime.env, database);
    expect(plantedIn(Buffer.from(JSON.stringify(await rowsOfWorkspace(database, "default"))), secrets)).toEqual([]);
    await runtime.close();
    runtime = await open();
    ({ raw, post, get, remove, deliver, job } = createAsking(runtime, said));
    const { services } = runtime;
    const place = { workspaceId: "default", sourceId: connected.body.source.id };
    expect(await services.credentials.read(services.database, place)).toEqual({ token });
    expect((await post("/v1/sources", request(secrets["second token"], { sync: false }))).status).toBe(200);
    fake.inject({ fault: { type: "reset" }, after: 1, times: 20 });
    await sync();
    await sleep(LOOK_MS);
    expect((await remove(path)).status).toBe(200);
    await runtime.close();

    expect(plantedIn(Buffer.from(said.join("\n")), secrets)).toEqual([]);
    expect(plantedInFolder(home, secrets)).toEqual([]);

    // The search finds what it looks for.
    const control = temporaryFolder();
    writeFileSync(join(control, "leak"), Buffer.from(`x${JSON.stringify({ a: hook })}`).toString("base64"));
    expect(plantedInFolder(control, secrets).join()).toContain("leak: webhook secret, base64 of JSON");
    writeFileSync(join(control, "leak"), `a=${encodeURIComponent(wrong)}`);
    expect(plantedInFolder(control, secrets)).toContain("leak: wrong token, URL-encoded");
  });
});
