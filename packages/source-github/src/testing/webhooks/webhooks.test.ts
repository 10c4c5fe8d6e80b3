import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createFakeGitHub } from "../fake-github.ts";
import type { Schemas } from "../rest/schemas.ts";
import { signDelivery } from "./sign.ts";

function signature(secret: string, body: Uint8Array): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

it("posts signed deliveries, again with the same id when asked, and follows a changed secret", async () => {
  const received: { headers: Record<string, unknown>; body: Buffer }[] = [];
  const statuses = [500, 200, 200];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/github`;
  const hook = fake.webhooks.addHook({ url, secret: "old", events: ["issues"] });
  const issue = repository.openIssue({ title: "Broken" });
  repository.comment(issue, { body: "Not asked for" });
  await fake.webhooks.settle();
  const [delivery] = fake.webhooks.deliveries;
  if (delivery === undefined) throw new Error("nothing delivered");
  expect([delivery.event, delivery.action, delivery.status]).toEqual(["issues", "opened", 500]);
  await fake.webhooks.redeliver(delivery);
  hook.secret = "new";
  repository.close(issue);
  await fake.webhooks.settle();
  receiver.close();
  receiver.closeAllConnections();

  expect(received.map((one) => one.headers["x-github-event"])).toEqual(["issues", "issues", "issues"]);
  expect(received[1]?.headers["x-github-delivery"]).toBe(received[0]?.headers["x-github-delivery"]);
  expect(received.map((one) => one.headers["x-hub-signature-256"])).toEqual(
    received.map((one, index) => signature(index < 2 ? "old" : "new", one.body)),
  );
  expect(JSON.parse(String(received[2]?.body))).toMatchObject({
    action: "closed",
    issue: { number: 1, state: "closed" },
    repository: { full_name: "acme/tools" },
    sender: { login: "acme" },
  });
});

it("tells pushes as GitHub does: created, forced, deleted, at most so many commits", async () => {
  await using fake = await createFakeGitHub({ limits: { pushCommits: 2 } });
  const repository = await fake.createRepository("acme/tools");
  fake.webhooks.addHook({ secret: "s", events: ["push"] });
  const first = await repository.commit({ a: "1", b: "1" });
  await repository.renameFile("a", "c");
  await repository.commit({ x: "1" }, { branch: "side", parents: [first] });
  const side = await repository.head("side");
  await repository.forcePush(side);
  await repository.forcePush(null, "side");
  await fake.webhooks.settle();
  const pushes = fake.webhooks.deliveries.map((one) => one.payload as unknown as Schemas["webhook-push"]);
  expect(pushes.map((one) => [one.ref, one.created, one.forced, one.deleted, one.commits.length])).toEqual([
    ["refs/heads/main", true, false, false, 1],
    ["refs/heads/main", false, false, false, 1],
    ["refs/heads/side", true, false, false, 1],
    ["refs/heads/main", false, true, false, 1],
    ["refs/heads/side", false, false, true, 0],
  ]);
  expect(pushes[1]?.head_commit).toMatchObject({ added: ["c"], removed: ["a"], modified: [] });
  expect(pushes[4]?.after).toBe("0".repeat(40));
});

it("tells of everything else that happens, to apps with their installation, never of what they do not reach", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const other = await fake.createRepository("globex/other");
  const app = fake.addApp();
  const installation = app.install("acme");
  fake.webhooks.addHook({ secret: "s", installation });
  other.openIssue({ title: "Elsewhere" });
  await repository.commit({ a: "1" });
  await repository.commit({ b: "1" }, { branch: "topic" });
  const pull = await repository.openPull({ title: "Mend", head: "topic" });
  repository.review(pull, { state: "APPROVED", comments: [{ path: "b", line: 1, body: "Hm" }] });
  const [thread] = pull.threads;
  if (thread !== undefined) repository.resolveThread(thread, true);
  repository.comment(pull, { body: "Well" });
  await repository.commit({ b: "2" }, { branch: "topic" });
  const discussion = repository.openDiscussion({ title: "How?" });
  repository.markAnswer(discussion, repository.commentOnDiscussion(discussion, { body: "So" }));
  await repository.createRelease({ tagName: "v1" });
  repository.rename("kit");
  repository.setPrivate(true);
  await fake.createRepository("acme/more");
  app.choose(installation, [repository.id]);
  repository.remove();
  app.suspend(installation, true);
  app.uninstall(installation.id);
  await fake.webhooks.settle();
  const seen = fake.webhooks.deliveries.map((one) => (one.action === null ? one.event : `${one.event} ${one.action}`));
  expect(seen).toEqual([
    "create",
    "push",
    "create",
    "push",
    "pull_request opened",
    "pull_request_review_comment created",
    "pull_request_review submitted",
    "pull_request_review_thread resolved",
    "issue_comment created",
    "pull_request synchronize",
    "push",
    "discussion created",
    "discussion_comment created",
    "discussion answered",
    "release published",
    "repository renamed",
    "repository privatized",
    "installation_repositories removed",
    "repository deleted",
    "installation suspend",
    "installation deleted",
  ]);
  for (const one of fake.webhooks.deliveries)
    expect(one.payload).toMatchObject({ installation: { id: installation.id }, sender: { login: "acme" } });
  const renamed = fake.webhooks.deliveries.find((one) => one.action === "renamed")
    ?.payload as unknown as Schemas["webhook-repository-renamed"];
  expect([renamed.changes.repository.name.from, renamed.repository.name]).toEqual(["tools", "kit"]);
});

it("sends nothing past 25 MB, and forges what a test asks for", async () => {
  await using fake = await createFakeGitHub({ limits: { webhookBytes: 5_000 } });
  const repository = await fake.createRepository("acme/tools");
  fake.webhooks.addHook({ secret: "s" });
  repository.openIssue({ title: "Large", body: "x".repeat(10_000) });
  await fake.webhooks.settle();
  expect(fake.webhooks.deliveries).toEqual([]);

  const forged = signDelivery({
    event: "push",
    payload: "{}",
    secret: "wrong",
    guid: "7",
    contentType: "text/plain",
    headers: { "x-extra": "1" },
  });
  expect(forged.headers).toMatchObject({
    "x-github-delivery": "7",
    "content-type": "text/plain",
    "x-extra": "1",
    "x-hub-signature-256": signature("wrong", Buffer.from("{}")),
  });
  expect(signDelivery({ event: "push", payload: {} }).headers).not.toHaveProperty("x-hub-signature-256");
});
