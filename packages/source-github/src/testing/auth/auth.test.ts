import { createSign } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";
import type { FakeApp } from "./accounts.ts";

function appToken(app: Pick<FakeApp, "id" | "privateKey">, claims: object = {}, algorithm = "RS256"): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const text = `${encode({ alg: algorithm, typ: "JWT" })}.${encode({ iat: now - 30, exp: now + 300, iss: app.id, ...claims })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(app.privateKey, "base64url")}`;
}

it("signs an app in through the vendor's own client and renews what has ended", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository({ name: "acme/tools", private: true });
  const app = fake.addApp();
  const installation = app.install("acme");
  const octokit = new Octokit({
    baseUrl: fake.url,
    authStrategy: createAppAuth,
    auth: { appId: app.id, privateKey: app.privateKey, installationId: installation.id },
  });
  const answer = await octokit.rest.repos.get({ owner: "acme", repo: "tools" });
  expect(answer.data.id).toBe(repository.id);
  expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data).toMatchObject({ total_count: 1 });

  const { post } = createFakeClient(fake, appToken(app));
  const given = await post(`/app/installations/${installation.id}/access_tokens`);
  const { token } = given.body as { token: string };
  expect([given.status, token.length > 500, /^ghs_[\w.]+$/.test(token)]).toEqual([201, true, true]);
  const client = createFakeClient(fake, token);
  expect((await client.get("/repos/acme/tools")).status).toBe(200);
  fake.clock.advance(60 * 60_000);
  expect(await client.get("/repos/acme/tools")).toMatchObject({ status: 401, body: { message: "Bad credentials" } });
});

it("refuses app tokens that are forged, too old, too new or too long-lived", async () => {
  await using fake = await createFakeGitHub();
  const app = fake.addApp();
  const other = fake.addApp();
  const now = Math.floor(Date.now() / 1000);
  const status = async (token: string) => (await createFakeClient(fake, token).get("/app")).status;
  expect(await status(appToken(app))).toBe(200);
  expect(await status(appToken({ id: app.id, privateKey: other.privateKey }))).toBe(401);
  expect(await status(appToken(app, {}, "none"))).toBe(401);
  expect(await status(appToken(app, { exp: now - 1 }))).toBe(401);
  expect(await status(appToken(app, { iat: now + 60 }))).toBe(401);
  expect(await status(appToken(app, { exp: now + 700 }))).toBe(401);
  expect(await status(appToken(app, { iss: 5 }))).toBe(404);
  const wrong = await createFakeClient(fake, "ghp_wrong").get("/user");
  expect(wrong).toMatchObject({ status: 401, body: { message: "Bad credentials" } });
});

it("answers 403 with the permission that is missing, over REST and GraphQL", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository({ name: "acme/tools", private: true });
  await repository.commit({ a: "1" });
  const app = fake.addApp();
  const installation = app.install("acme", { permissions: { metadata: "read", issues: "read" } });
  const { post } = createFakeClient(fake, appToken(app));
  const path = `/app/installations/${installation.id}/access_tokens`;
  const { token } = (await post(path)).body as { token: string };
  const { get, graphql } = createFakeClient(fake, token);
  const refused = await get("/repos/acme/tools/git/trees/main");
  expect(refused).toMatchObject({ status: 403, body: { message: "Resource not accessible by integration" } });
  expect(refused.headers.get("x-accepted-github-permissions")).toBe("contents=read");
  expect((await get("/repos/acme/tools/issues")).status).toBe(200);
  const ask = (fields: string) => graphql(`{ repository(owner: "acme", name: "tools") { ${fields} } }`);
  expect((await ask('issues(first: 1) { totalCount } object(expression: "HEAD") { oid }')).body).toMatchObject({
    data: { repository: { issues: { totalCount: 0 }, object: null } },
    errors: [{ type: "FORBIDDEN", path: ["repository", "object"], message: "Resource not accessible by integration" }],
  });
  // The schema has no null for this one: the repository goes with it.
  expect((await ask("discussions(first: 1) { totalCount }")).body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "FORBIDDEN", path: ["repository", "discussions"] }],
  });

  installation.permissions = { ...installation.permissions, contents: "read" };
  expect((await get("/repos/acme/tools/git/trees/main")).status).toBe(200);
  expect((await post(path, { permissions: { discussions: "read" } })).status).toBe(422);
  expect((await post(path, { permission: {} })).status).toBe(422);
  app.choose(installation, []);
  expect((await get("/repos/acme/tools")).status).toBe(404);
  app.suspend(installation, true);
  expect((await get("/installation/repositories")).status).toBe(403);
  app.uninstall(installation.id);
  expect((await get("/installation/repositories")).status).toBe(401);

  const fine = fake.addToken({ login: "acme", kind: "fine-grained", permissions: { metadata: "read" } });
  expect(await createFakeClient(fake, fine).get("/repos/acme/tools/issues")).toMatchObject({
    status: 403,
    body: { message: "Resource not accessible by personal access token" },
  });
});
