import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFakeGitHub, type FakeGitHub } from "./fake-github.ts";
import { signDelivery } from "./webhooks/sign.ts";

// An independent emulator as a second opinion, on what it does well: git data, contents, app sign-in, signed webhooks.
const repository = { owner: "acme", repo: "tools" };
const nothing = () => {};
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  received.push({ headers: request.headers, body: Buffer.concat(chunks) });
  response.writeHead(200).end();
});
let emulator: Emulator;
let fake: FakeGitHub;
let clients: readonly Octokit[];

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  fake = await createFakeGitHub();
  const made = await fake.createRepository("acme/tools");
  await made.commit({ "README.md": "# tools\n" }, { message: "Initial commit" });
  const app = fake.addApp();
  const installation = app.install("acme");
  const webhook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { second_opinion: { login: "acme", scopes: ["repo"] } },
      github: {
        users: [{ login: "acme" }],
        repos: [{ owner: "acme", name: "tools" }],
        apps: [
          {
            app_id: 7,
            slug: "tributary",
            name: "Tributary",
            private_key: app.privateKey,
            permissions: { contents: "read", issues: "write", metadata: "read" },
            events: ["issues"],
            webhook_url: webhook,
            webhook_secret: "second",
            installations: [{ installation_id: 70, account: "acme" }],
          },
        ],
      },
    },
  });
  const client = (baseUrl: string, appId: number, installationId: number) =>
    new Octokit({
      baseUrl,
      log: silent,
      authStrategy: createAppAuth,
      auth: { appId, privateKey: app.privateKey, installationId },
    });
  clients = [client(fake.url, app.id, installation.id), client(emulator.url, 7, 70)];
});

afterAll(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await Promise.all([emulator.close(), fake.close()]);
});

/** Asks both the same and expects the same. */
async function compare<Value>(ask: (octokit: Octokit) => Promise<Value>): Promise<void> {
  const [ours, theirs] = await Promise.all(clients.map(ask));
  expect(ours).toEqual(theirs);
}

it("signs an app in as the other emulator does", () =>
  compare(async (octokit) => {
    const { data } = await octokit.rest.repos.get(repository);
    return [data.full_name, data.default_branch, data.visibility, data.owner.login, data.archived];
  }));

it("gives the same git objects, by the same names", async () => {
  await compare(async (octokit) => {
    const { data } = await octokit.rest.git.getTree({ ...repository, tree_sha: "main", recursive: "1" });
    return [
      data.truncated,
      data.sha,
      data.tree.map(({ path, mode, type, sha, size }) => ({ path, mode, type, sha, size })),
    ];
  });
  await compare(async (octokit) => {
    const { data } = await octokit.rest.repos.getContent({ ...repository, path: "README.md" });
    return Array.isArray(data) || data.type !== "file"
      ? null
      : [data.sha, data.encoding, Buffer.from(data.content, "base64").toString(), Object.keys(data).sort()];
  });
  await compare(async (octokit) =>
    (await octokit.rest.repos.listBranches(repository)).data.map((one) => [one.name, one.protected]),
  );
  await compare(async (octokit) =>
    (await octokit.rest.repos.listCommits(repository)).data.map((one) => [one.commit.message, one.parents]),
  );
});

it("refuses the same things with the same status", async () => {
  const status = (ask: Promise<unknown>) =>
    ask.then(
      () => 200,
      (error: { status: number }) => error.status,
    );
  await compare((octokit) => status(octokit.rest.repos.get({ owner: "acme", repo: "none" })));
  await compare((octokit) => status(octokit.rest.repos.getContent({ ...repository, path: "none" })));
  await compare((octokit) => status(octokit.rest.git.getBlob({ ...repository, file_sha: "0".repeat(40) })));
  await compare((octokit) => status(octokit.rest.issues.get({ ...repository, issue_number: 99 })));
});

it("signs deliveries as the other emulator does", async () => {
  const headers = { authorization: "token second_opinion", "content-type": "application/json" };
  const made = await fetch(`${emulator.url}/repos/acme/tools/issues`, {
    method: "POST",
    headers,
    body: JSON.stringify({ title: "Signed" }),
  });
  expect(made.status).toBe(201);
  await expect.poll(() => received.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [delivery] = received;
  const body = delivery?.body ?? Buffer.alloc(0);
  const ours = signDelivery({ event: "issues", payload: body, secret: "second" });
  expect(delivery?.headers["x-hub-signature-256"]).toBe(ours.headers["x-hub-signature-256"]);
  expect(delivery?.headers["x-github-event"]).toBe("issues");
  fake.webhooks.addHook({ secret: "second", events: ["issues"] });
  const issue = (await fake.createRepository("acme/signed")).openIssue({ title: "Signed" });
  await fake.webhooks.settle();
  const payload = fake.webhooks.deliveries[0]?.payload as { issue: object; repository: object };
  const theirs = JSON.parse(body.toString()) as { issue: object; repository: object };
  expect(issue.number).toBe(1);
  // Everything theirs has, ours has too.
  expect(Object.keys(theirs.issue).filter((key) => !(key in payload.issue))).toEqual([]);
  // GitHub gives how to merge to administrators alone.
  const missing = Object.keys(theirs.repository).filter((key) => !(key in payload.repository));
  expect(missing.filter((key) => !/^allow_|^delete_branch_on_merge$/.test(key))).toEqual([]);
});
