import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { apiKeys, workspaces } from "@tributary/database";
import { createFakeGitHub } from "@tributary/source-github/testing";
import { createFakeLinear } from "@tributary/source-linear/testing";
import { createFakeNotion } from "@tributary/source-notion/testing";
import { createFakeSlack } from "@tributary/source-slack/testing";
import { createFakeVercel } from "@tributary/source-vercel/testing";
import { type SourceCheck, sourceCheckSchema, sourceWebhookSchema } from "@tributary/validation";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { sourceDefinitions } from "../sources.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";
import { rowsOfWorkspace } from "../testing/workspace-rows.ts";
import { checkSource } from "./check-source.ts";

const WRONG = "Planted-wrong-token-7f3a";
const wrong = { token: WRONG };

function closing<Fake extends { close(): Promise<void> }>(fake: Fake): Fake {
  onTestFinished(() => fake.close());
  return fake;
}

/** A way to connect, and where it fails; undefined: it works. */
interface Attempt {
  readonly kind: string;
  readonly config: object;
  readonly credentials?: object;
  readonly fails?: readonly [code: string, ...fields: string[]];
}

/** Providers of every kind, with ways to connect that work and ways that do not. */
async function createAttempts() {
  const github = closing(await createFakeGitHub());
  await github.createRepository({ name: "acme/birds", private: true });
  const linear = closing(await createFakeLinear());
  const notion = closing(await createFakeNotion());
  notion.createPage({ title: "Locks" });
  notion.forbid("comments");
  const slack = closing(await createFakeSlack());
  const lacking = closing(await createFakeSlack());
  lacking.revoke("channels:read");
  const vercel = closing(await createFakeVercel());
  const folder = createRepository(temporaryFolder(), { "heron.md": "It wades." });

  const token = github.addToken({ login: "acme" });
  const repository = { repository: "acme/birds", baseUrl: github.url };
  const workspace = { workspace: "acme", apiUrl: linear.url };
  const { apiKey } = linear.credentials;
  const pages = { workspace: "acme", apiUrl: notion.url };
  const channels = { team: slack.team.id, apiUrl: slack.url };
  const bot = { token: slack.tokens.bot };
  const team = { team: vercel.teamId, apiUrl: vercel.url };
  const app = { appId: 1, installationId: 1, privateKey: `-----BEGIN PRIVATE KEY-----\n${WRONG}` };
  const refused = ["unauthorized", "credentials.token"] as const;
  const attempts: readonly Attempt[] = [
    { kind: "git", config: { path: folder } },
    { kind: "git", config: { path: "/nowhere/at/all" }, fails: ["not-found", "config.path"] },
    { kind: "git", config: { path: temporaryFolder() }, fails: ["invalid-config", "config.path"] },
    { kind: "git", config: {}, fails: ["invalid-config", "config.path"] },
    { kind: "github", config: repository, credentials: { token } },
    { kind: "github", config: repository, fails: ["invalid-config", "credentials"] },
    { kind: "github", config: repository, credentials: wrong, fails: refused },
    { kind: "github", config: repository, credentials: app, fails: ["unauthorized", "credentials.privateKey"] },
    {
      ...{ kind: "github", config: { ...repository, repository: "acme/fish" }, credentials: { token } },
      fails: ["not-found", "config.repository"],
    },
    { kind: "linear", config: workspace, credentials: { apiKey } },
    {
      ...{ kind: "linear", config: workspace, credentials: { apiKey: WRONG } },
      fails: ["unauthorized", "credentials.apiKey"],
    },
    {
      ...{ kind: "linear", config: { ...workspace, teams: ["XYZ"] }, credentials: { apiKey } },
      fails: ["not-found", "config.teams"],
    },
    { kind: "notion", config: pages, credentials: { token: notion.token } },
    { kind: "notion", config: pages, credentials: wrong, fails: refused },
    { kind: "slack", config: channels, credentials: bot },
    { kind: "slack", config: channels, credentials: wrong, fails: refused },
    {
      ...{ kind: "slack", config: { ...channels, team: "T0OTHER" }, credentials: bot },
      fails: ["invalid-config", "config.team"],
    },
    {
      ...{ kind: "slack", config: { team: lacking.team.id, apiUrl: lacking.url } },
      ...{ credentials: { token: lacking.tokens.bot }, fails: ["forbidden", "credentials.token"] },
    },
    { kind: "vercel", config: team, credentials: { token: vercel.token } },
    {
      ...{ kind: "vercel", config: { ...team, projects: ["nowhere"] }, credentials: { token: vercel.token } },
      fails: ["not-found", "config.projects"],
    },
    { kind: "vercel", config: team, credentials: wrong, fails: refused },
  ];
  return { attempts, repository, token, folder };
}

/** Where nobody answers. */
async function serveSilence(): Promise<string> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (body: object) => ({
  ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
});

describe("trying a source before it is connected", { timeout: 120_000 }, () => {
  it("says for every kind what works and what does not, next to its field; stores and shows nothing", async () => {
    const { attempts, repository, token, folder } = await createAttempts();
    const { post, get, send, runtime } = await createServedConsole();
    const { database } = runtime.services;
    const rows = async () => {
      const { activity: _, ...others } = await rowsOfWorkspace(database, "default");
      return others;
    };
    const check = async (kind: string, body: object): Promise<SourceCheck> => {
      const text = JSON.stringify(await post<unknown>(`/v1/source-kinds/${kind}/check`, body));
      expect(text).not.toContain(WRONG);
      expect(text).not.toContain(token);
      return sourceCheckSchema.parse(JSON.parse(text));
    };

    const before = await rows();
    for (const { kind, fails, ...body } of attempts) {
      const { ok, account, problem, issues, capabilities } = await check(kind, body);
      const [code, ...fields] = fails ?? [];
      expect({ kind, ok, code: problem?.code, fields: issues.map(({ path }) => path.join(".")) }).toEqual({
        ...{ kind, ok: fails === undefined, code, fields },
      });
      expect(account !== null && capabilities.length > 0).toBe(ok);
      if (kind === "notion" && ok) {
        const problem = expect.stringContaining("Read comments");
        expect(capabilities).toContainEqual({ name: "comments", available: false, problem });
      }
    }
    expect((await send("/v1/source-kinds/gopher/check", json({ config: {} }))).status).toBe(404);
    expect(await rows()).toEqual(before);

    // What is kept of a connected source is tried without being given again, for its own workspace alone.
    const connect = async (body: object) =>
      (await post<{ source: { id: string; name: string; status: string } }>("/v1/sources", { ...body, sync: false }))
        .source;
    const { id, name, status } = await connect({ kind: "github", config: repository, credentials: { token } });
    const kept = await check("github", { config: repository, sourceId: id });
    expect(kept).toMatchObject({ ok: true, existing: { id, name, status } });
    expect((await send("/v1/source-kinds/git/check", json({ config: {}, sourceId: id }))).status).toBe(409);
    await workspaces.ensure(database, { id: "other", name: "Other" });
    const { key } = await apiKeys.create(database, { workspaceId: "other", name: "test" });
    const foreign = { ...json({ config: repository, sourceId: id }), key };
    expect((await send("/v1/source-kinds/github/check", foreign)).status).toBe(404);

    const { kinds } = await get<{ kinds: { kind: string }[] }>("/v1/source-kinds");
    expect(kinds.map(({ kind }) => kind)).toEqual([...sourceDefinitions.keys()]);
    const webhook = sourceWebhookSchema.parse(await get(`/v1/sources/${id}/webhook`));
    expect(webhook).toMatchObject({ supported: true, url: null, path: "/webhooks/github", secrets: [] });
    const git = await connect({ kind: "git", config: { path: folder } });
    expect(await get(`/v1/sources/${git.id}/webhook`)).toEqual({
      ...{ supported: false, url: null, path: null, secrets: [], guide: [], deliveries: { lastAt: null, failed: 0 } },
    });

    const said: string[] = [];
    const logger = pino({ level: "trace" }, { write: (line: string) => void said.push(line) });
    for (const { kind, config, credentials } of attempts) {
      const definition = sourceDefinitions.get(kind);
      if (!definition || !JSON.stringify(credentials ?? null).includes(WRONG)) continue;
      const attempt = { workspaceId: "default", definition, config: { ...config }, credentials };
      expect(await checkSource({ ...runtime.services, logger }, attempt)).toMatchObject({ ok: false });
    }
    expect(said.join("")).not.toContain(WRONG);

    const definition = sourceDefinitions.get("github");
    if (!definition) throw new Error("GitHub is served here.");
    const config = { ...repository, baseUrl: await serveSilence() };
    const attempt = { workspaceId: "default", definition, config, credentials: { token } };
    const silent = await checkSource(runtime.services, attempt, { timeoutMs: 50 });
    expect(silent).toMatchObject({ ok: false, problem: { code: "timeout" }, issues: [] });
  });
});
