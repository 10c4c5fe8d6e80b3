import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookDelivery } from "@tributary/source";
import { pullAll } from "@tributary/source-testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLinearSource } from "../source.ts";
import { createFakeLinear, type FakeLinear } from "./index.ts";

const NOW = Date.UTC(2026, 0, 5);
const SECRET = "webhook-secret-2";
const received: WebhookDelivery[] = [];
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  received.push({ headers, body: Buffer.concat(parts) });
  response.writeHead(200).end();
});

let fake: FakeLinear;
beforeEach(async () => {
  received.length = 0;
  fake = await createFakeLinear({ now: () => NOW });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await fake.close();
  await new Promise((resolve) => server.close(resolve));
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/linear`;

it("delivers every change, and the source makes the same of it as a pull", async () => {
  const source = createLinearSource(
    { workspace: "acme", apiUrl: fake.url },
    { credentials: { apiKey: fake.credentials.apiKey }, now: () => NOW },
  );
  const teamId = fake.create("Team").id;
  const stateId = fake.create("WorkflowState", { teamId }).id;
  const first = fake.create("Issue", { teamId, stateId });
  const { cursor } = await pullAll(source, "full", null);

  const unsubscribe = fake.subscribe({ url: address(), secret: SECRET });
  const second = fake.create("Issue", { teamId, stateId, parentId: first.id });
  fake.create("Comment", { issueId: first.id, body: "Hello." });
  fake.trash("Issue", second.id);
  fake.create("WorkflowState", { teamId });
  await fake.settled();
  unsubscribe();
  fake.update("Issue", first.id, { title: "Nobody is told" });
  await fake.settled();

  expect(fake.deliveries.map(({ type, action, status }) => [type, action, status]).sort()).toEqual([
    ["Comment", "create", 200],
    ["Issue", "create", 200],
    ["Issue", "remove", 200],
  ]);
  const references = new Set<string>();
  for (const delivery of received) {
    await source.webhook?.verify(delivery, ["old-secret", SECRET], NOW + 1_000);
    const outcome = source.webhook?.parse(delivery);
    if (outcome?.type === "changes") for (const reference of outcome.changes.references) references.add(reference);
  }
  const page = await source.pull({ mode: "incremental", cursor, changes: { references: [...references] } });
  const told = page.changes.map((change) => [change.type, change.type === "reference" ? change.reference.id : ""]);
  expect(told.sort()).toEqual([
    ["delete", ""],
    ["reference", `linear:acme:issue:${first.id}`],
  ]);
  expect(fake.refusals).toEqual([]);
});

it("notes a delivery nobody answers", async () => {
  fake.subscribe({ url: "http://127.0.0.1:1/", secret: SECRET });
  fake.create("Project");
  await fake.settled();
  expect(fake.deliveries).toMatchObject([{ type: "Project", status: null }]);
});
