import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { handshakeDelivery } from "@tributary/source-notion/testing";
import { startDatadogFake } from "@tributary/vendor-datadog/testing";
import { startPagerDutyFake } from "@tributary/vendor-pagerduty/testing";
import { startSlackWebhooksFake } from "@tributary/vendor-slack/testing";
import { startSmtpServer } from "@tributary/vendor-smtp/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { rotateKeys } from "../keys/rotate-keys.ts";
import { tributary } from "../testing/command.ts";
import { startConsole } from "../testing/console-process.ts";
import { plantedIn, plantedInFolder } from "../testing/find-planted.ts";
import { createAsking, createOverheardConsole } from "../testing/overheard-console.ts";
import { type PlantedProvider, startPlantedProviders } from "../testing/planted-kinds.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createRepository, git, temporaryFolder } from "../testing/repository.ts";
import { rowsOfWorkspace } from "../testing/workspace-rows.ts";

/** Pause between two looks, in milliseconds. */
const LOOK_MS = 50;

/** What the console itself signs in with, where it tells people and other systems of things. */
const own = {
  "SMTP password": "smtp-Planted+/=canary%once",
  "Datadog key": "datadogPlanted0123456789abcdef00",
  "PagerDuty key": "pagerdutyPlanted0123456789abcdef",
};

async function startOutlets() {
  const smtp = await startSmtpServer({ password: own["SMTP password"] });
  const datadog = await startDatadogFake({ apiKey: own["Datadog key"] });
  const pagerDuty = await startPagerDutyFake({ routingKey: own["PagerDuty key"] });
  const slack = await startSlackWebhooksFake();
  for (const { close } of [smtp, datadog, pagerDuty, slack]) onTestFinished(() => close());
  const variables = {
    ...{ SMTP_URL: smtp.url, SMTP_FROM: "tributary@example.com", SLACK_WEBHOOK_ORIGINS: slack.url },
    ...{ DATADOG_API_KEY: own["Datadog key"], DATADOG_BASE_URL: datadog.url },
    ...{ PAGERDUTY_ROUTING_KEY: own["PagerDuty key"], PAGERDUTY_BASE_URL: pagerDuty.url },
  };
  const channel = slack.addChannel("planted");
  return { smtp, datadog, slack, channel, variables };
}

const isOver = ({ status }: { readonly status: string }) => status !== "queued" && status !== "running";

describe("planted credentials of every kind", { timeout: 240_000 }, () => {
  it("are found nowhere but sealed: not in the data folder, the log, what people are told, or any answer", async () => {
    const { smtp, datadog, slack, channel, variables } = await startOutlets();
    const { home, said, open } = await createOverheardConsole(variables);
    const providers = await startPlantedProviders();
    const remote = "remote-Planted.canary-0123456789";
    const secrets: Record<string, string> = { ...own, remote, "Slack webhook": new URL(channel.address).pathname };
    let runtime = await open();
    onTestFinished(() => runtime.close());
    let { raw, post, put, get, remove, deliver, job } = createAsking(runtime, said);
    const until = async (what: string, holds: () => Promise<boolean> | boolean) => {
      const giveUpAt = performance.now() + 60_000;
      while (!(await holds())) {
        if (performance.now() > giveUpAt) throw new Error(`This did not come about in time: ${what}.`);
        await sleep(LOOK_MS);
      }
    };

    // Where people are told: both channels refuse, one of them with the address it was called at.
    const preferences = { emails: ["ada@example.com"], slackWebhookUrl: channel.address };
    expect((await put("/v1/notification-preferences", preferences)).status).toBe(200);
    const elsewhere = { slackWebhookUrl: `https://example.com${new URL(channel.address).pathname}` };
    expect((await put("/v1/notification-preferences", elsewhere)).status).toBe(422);
    smtp.fail({ status: 535, message: `5.7.8 tributary:${own["SMTP password"]} is not accepted` });
    slack.fail({ status: 403, text: `action_prohibited: ${channel.address}` });
    datadog.fail({ status: 403, text: JSON.stringify({ errors: [`Forbidden: ${own["Datadog key"]}`] }) });
    expect((await post("/v1/notification-preferences/test")).status).toBe(202);

    const offered = { secret: "secret_offered-Planted0123456789canary", path: "" };
    secrets["offered secret"] = offered.secret;
    const connected: { readonly sourceId: string; readonly credentials: unknown }[] = [];
    const meet = async (provider: PlantedProvider) => {
      const { kind, config, credentials, wrong, fail, faults = [], sign, secrets: planted } = provider;
      const hook = `hook-${kind}+/="secret&\\canary%once`;
      const wrongHook = `hook-${kind}+/="wrong&\\canary%once`;
      Object.assign(secrets, { [`webhook secret of ${kind}`]: hook, [`wrong webhook secret of ${kind}`]: wrongHook });
      const echo = (status: number) => {
        const [secret = ""] = Object.values(planted());
        const body = JSON.stringify({ message: `Bad: ${secret}`, ok: false, error: `not_authed ${secret}` });
        return { type: "status", status, body, headers: { "x-echo": secret } } as const;
      };
      const request = { kind, config, credentials, sync: false };
      // Refused, malformed, and a provider that repeats what it was sent.
      for (const given of [wrong, [wrong], { ...wrong, more: wrong }, JSON.stringify(wrong)]) {
        const { status } = await post("/v1/sources", { ...request, credentials: given });
        expect(status, `${kind} refuses`).toBeGreaterThanOrEqual(400);
      }
      const refused = JSON.stringify({ ...request, credentials: wrong });
      for (const text of [refused.slice(0, -3), String(Object.values(wrong).at(-1))]) await raw("/v1/sources", text);
      const statuses = [401, 500].map((status) => () => fail({ fault: echo(status) }));
      for (const [n, start] of [...statuses, ...faults].entries()) {
        const stop = start();
        expect((await post("/v1/sources", request)).status, `${kind}, fault ${n}`).toBeGreaterThanOrEqual(400);
        stop();
      }

      const answer = await post("/v1/sources", request);
      expect(answer.status, kind).toBe(201);
      const path = `/v1/sources/${answer.body.source.id}`;
      connected.push({ sourceId: answer.body.source.id, credentials });
      const sync = async () => `/v1/jobs/${(await post(`${path}/sync`, { mode: "full" })).body.job.id}`;
      expect(await job(await sync(), isOver), kind).toMatchObject({ status: "completed" });
      if (kind === "notion") {
        // It makes its secret itself: a person reads it here, and nobody else.
        const handshake = handshakeDelivery(offered.secret);
        expect((await deliver(`/webhooks/notion/${answer.body.source.id}`, handshake)).status).toBeLessThan(300);
        offered.path = `${path}/webhook-secrets`;
      }
      expect((await post(`${path}/webhook-secrets`, { secret: hook })).status).toBe(201);
      if (sign) {
        expect((await deliver(`/webhooks/${kind}`, sign(hook))).status, kind).toBeLessThan(300);
        expect((await deliver(`/webhooks/${kind}`, sign(wrongHook))).status, kind).toBeGreaterThanOrEqual(400);
      }
      // Taken back by the provider in the middle of a sync: people are told.
      const stop = fail({ fault: echo(401), after: 1 });
      expect(await job(await sync(), isOver), kind).toMatchObject({ status: "failed" });
      stop();
      for (const shown of [path, "/v1/webhooks/deliveries"]) await get(shown);
      if (kind !== "notion") await get(`${path}/webhook-secrets`);
    };
    await Promise.all(providers.map(meet));

    // Git signs in nowhere, but a remote's address may hold a password; credentials are refused by name.
    const folder = createRepository(join(temporaryFolder(), "birds"), { "README.md": "# Birds\n" });
    git(folder, "remote", "add", "origin", `https://ada:${remote}@github.com/acme/birds.git`);
    const local = { kind: "git", config: { path: folder } };
    expect((await post("/v1/sources", { ...local, credentials: { token: remote } })).status).toBe(400);
    const { body } = await post("/v1/sources", { ...local, sync: false });
    const { body: asked } = await post(`/v1/sources/${body.source.id}/sync`);
    expect(await job(`/v1/jobs/${asked.job.id}`, isOver)).toMatchObject({ status: "completed" });

    await until("people are told of each", async () => {
      const { alerts } = (await get("/v1/alerts")).body;
      return alerts.length === providers.length && channel.messages.length > 0 && smtp.emails.length > 0;
    });
    for (const shown of ["/v1/sources", "/v1/status", "/v1/jobs", "/v1/activity", "/v1/notification-preferences"])
      await get(shown);
    for (const shown of ["/v1/workflows", "/v1/search?q=mainsail", "/v1/reports", "/openapi.json"]) await get(shown);
    await runtime.close();

    // Another key; what was sealed with the old one is still there, in what the database has not overwritten yet.
    runtime = await open();
    const { database } = runtime.services;
    const expected = connected.length * 2 + 2;
    expect(await rotateKeys(runtime.env, database)).toMatchObject({ values: expected, damaged: 0 });
    for (const provider of providers) {
      for (const [name, secret] of Object.entries(provider.secrets())) secrets[`${provider.kind}: ${name}`] = secret;
    }
    expect(plantedIn(Buffer.from(JSON.stringify(await rowsOfWorkspace(database, "default"))), secrets)).toEqual([]);
    await runtime.close();
    runtime = await open();
    ({ raw, post, put, get, remove, deliver, job } = createAsking(runtime, said));
    for (const { sourceId, credentials } of connected) {
      const { services } = runtime;
      const place = { workspaceId: "default", sourceId };
      expect(await services.credentials.read(services.database, place)).toEqual(credentials);
    }
    // A source whose sync waits to be tried again is disconnected.
    const [first] = providers;
    const stop = first?.fail({ fault: { type: "status", status: 502, body: "", headers: {} }, after: 2 });
    const path = `/v1/sources/${connected.find(({ credentials }) => credentials === first?.credentials)?.sourceId}`;
    await post(`${path}/sync`, { mode: "full" });
    await sleep(LOOK_MS);
    expect((await remove(path)).status).toBe(200);
    stop?.();
    await get(offered.path);
    expect(said.splice(-2).join(), "a person reads the secret that Notion made").toContain(offered.secret);
    await runtime.close();

    expect(Object.keys(secrets).length).toBeGreaterThan(25);
    expect(plantedIn(Buffer.from(said.join("\n")), secrets)).toEqual([]);
    expect(plantedInFolder(home, secrets)).toEqual([]);
    const told = [...channel.messages, ...smtp.emails.map(({ raw }) => raw), JSON.stringify(datadog.events)];
    expect(plantedIn(Buffer.from(told.join("\n")), secrets)).toEqual([]);

    // The search finds what it looks for.
    const control = temporaryFolder();
    const secret = 'hook-Planted+/="secret&\\canary%once';
    writeFileSync(join(control, "leak"), Buffer.from(`x${JSON.stringify({ a: secret })}`).toString("base64"));
    expect(plantedInFolder(control, { secret }).join()).toContain("leak: secret, base64 of JSON");
    writeFileSync(join(control, "leak"), `a=${encodeURIComponent(secret)}`);
    expect(plantedInFolder(control, { secret })).toContain("leak: secret, URL-encoded");
  });

  it.runIf(process.platform === "linux")("are in no process's arguments", async () => {
    const fake = await createFakeGitHub();
    onTestFinished(() => fake.close());
    const repository = await fake.createRepository("acme/birds");
    await repository.commit({ "README.md": "# Birds\n" });
    const planted = { ...own, token: fake.addToken(), "secret key": Buffer.alloc(32, "planted").toString("base64") };
    const home = temporaryFolder();
    await prepareHome(home);
    const env = { TRIBUTARY_ENCRYPTION_KEY: planted["secret key"], DATADOG_API_KEY: own["Datadog key"] };
    const console = await startConsole(home, { env });
    const found = new Set<string>();
    const look = () => {
      for (const file of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        try {
          for (const each of plantedIn(readFileSync(`/proc/${file}/cmdline`), planted)) found.add(each);
        } catch {
          // It has ended meanwhile.
        }
      }
    };
    const looking = setInterval(look, LOOK_MS);
    const connected = tributary(
      home,
      ["connect", "github", "--config", JSON.stringify({ repository: "acme/birds", baseUrl: fake.url })],
      {
        env: { ...env, TRIBUTARY_CREDENTIALS: JSON.stringify({ token: planted.token }) },
      },
    );
    expect(await connected).toMatchObject({ code: 0 });
    look();
    clearInterval(looking);
    await console.close();
    expect([...found]).toEqual([]);
    const said = await connected;
    expect(plantedIn(Buffer.from(`${said.stdout}${said.stderr}`), planted)).toEqual([]);
  });
});
