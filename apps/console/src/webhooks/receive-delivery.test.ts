import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { webhookDeliveries } from "@tributary/database";
import { createFakeGitHub, type DeliveryInput, signDelivery } from "@tributary/source-github/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

const mebibyte = 1024 * 1024;

interface Listed {
  readonly deliveries: readonly { readonly id: string; readonly state: string; readonly reason: string | null }[];
}

async function setUp(home?: string) {
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  await fake.createRepository("acme/birds");
  await fake.createRepository("acme/fish");
  const console = await createServedConsole(home);
  const { post, get, url } = console;
  const connect = async (repository: string) => {
    const config = { repository, baseUrl: fake.url };
    const { source } = await post<{ source: { id: string } }>("/v1/sources", {
      ...{ kind: "github", config, credentials: { token: fake.addToken() }, sync: false },
    });
    return source.id;
  };
  const addSecret = (sourceId: string, secret?: string) =>
    post<{ id: string; secret: string }>(`/v1/sources/${sourceId}/webhook-secrets`, { secret });
  const deliver = async (input: DeliveryInput, path = "/webhooks/github") => {
    const { headers, body } = signDelivery(input);
    const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: new Uint8Array(body) });
    return { status: answer.status, text: await answer.text() };
  };
  const list = async () => (await get<Listed>("/v1/webhooks/deliveries")).deliveries;
  return { ...console, connect, addSecret, deliver, list };
}

const about = (name: string, number: number) => ({
  action: "opened",
  issue: { number },
  repository: { full_name: name, default_branch: "main" },
});

describe("webhook deliveries", { timeout: 120_000 }, () => {
  it("are refused unless one of the source's secrets signed the very bytes", async () => {
    const { connect, addSecret, deliver, list, url } = await setUp();
    const birds = await connect("acme/birds");
    const fish = await connect("acme/fish");
    const good = { event: "issues", payload: about("acme/birds", 1), secret: "birds-secret" };
    expect((await deliver(good)).status).toBe(401);
    await addSecret(birds, "birds-secret");
    await addSecret(fish, "fish-secret");
    const { headers, body } = signDelivery(good);
    const signature = headers["x-hub-signature-256"] ?? "";
    const without = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith("x-hub")));
    const signed = (value: string) => ({ ...headers, "x-hub-signature-256": value });
    const forged: [string, Record<string, string>, Uint8Array][] = [
      ["no signature", without, body],
      ["an empty one", signed(""), body],
      ["another source's secret at this one's address", signDelivery({ ...good, secret: "fish-secret" }).headers, body],
      ["a wrong secret", signDelivery({ ...good, secret: "wrong-secret" }).headers, body],
      ["a cut one", signed(signature.slice(0, -1)), body],
      ["upper case", signed(signature.toUpperCase()), body],
      ["the older hash", signed(headers["x-hub-signature"] ?? ""), body],
      ["several", signed(`${signature}, ${signature}`), body],
      ["a megabyte", signed(`sha256=${"0".repeat(8_000)}`), body],
      ["altered bytes", { ...headers }, Buffer.from(body.toString().replace('"number":1', '"number":2'))],
      ["no bytes", { ...headers }, Buffer.alloc(0)],
    ];
    for (const [what, forgedHeaders, forgedBody] of forged) {
      const answer = await fetch(`${url}/webhooks/github/${birds}`, {
        ...{ method: "POST", headers: forgedHeaders, body: new Uint8Array(forgedBody) },
      });
      expect(answer.status, what).toBe(401);
      expect(await answer.text(), what).not.toMatch(/secret|signature|sha/i);
    }
    expect(await list()).toEqual([]);

    // Signed by the other source's secret and about this one: neither takes it for the other's.
    expect((await deliver({ ...good, secret: "fish-secret" })).status).toBe(202);
    expect(await list()).toMatchObject([{ state: "ignored", reason: "It is about another repository." }]);
    for (const [path, status] of [
      ["/webhooks/nothing", 404],
      ["/webhooks/git", 404],
      ["/webhooks/linear", 415],
      ["/webhooks/github/src_none", 404],
    ] as const) {
      expect((await deliver({ ...good, contentType: "application/x-www-form-urlencoded" }, path)).status).toBe(status);
    }
    expect((await deliver({ ...good, contentType: "text/plain" })).status).toBe(415);
  });

  it("are kept once, whatever id they come with, and up to the provider's size", async () => {
    const home = temporaryFolder();
    const { runtime, connect, addSecret, deliver, list, send, until, url } = await setUp(home);
    const birds = await connect("acme/birds");
    const secret = "planted-canary-of-a-webhook";
    await addSecret(birds, secret);
    const ping = { event: "ping", payload: { zen: "Keep it logically awesome." }, secret, guid: "one" };
    expect(await deliver(ping)).toEqual({ status: 202, text: '{"received":true}' });
    expect(await deliver(ping)).toEqual({ status: 200, text: '{"received":false}' });
    expect((await deliver({ ...ping, guid: "two" })).status).toBe(200);
    expect((await deliver({ ...ping, payload: { zen: "Other bytes, same id." } })).status).toBe(200);
    expect(await list()).toMatchObject([{ state: "ignored", reason: "Events of the kind ping change nothing here." }]);

    const large = (bytes: number) => {
      const frame = JSON.stringify({ text: "" });
      return { event: "ping", payload: JSON.stringify({ text: "a".repeat(bytes - frame.length) }), secret };
    };
    expect((await deliver(large(25 * mebibyte))).status).toBe(202);
    expect((await deliver(large(25 * mebibyte + 1))).status).toBe(413);
    const chunked = await fetch(`${url}/webhooks/github`, {
      ...{ method: "POST", headers: signDelivery(ping).headers, duplex: "half" },
      body: new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(mebibyte)),
      }),
    } as RequestInit).then(
      ({ status }) => status,
      // Refused while it was still being sent.
      () => 413,
    );
    expect(chunked).toBe(413);

    // A first sync reads everything: that is what a delivery about a source that was never synced asks for.
    const opened = await deliver({ event: "issues", payload: about("acme/birds", 7), secret });
    expect(opened.status).toBe(202);
    await until("the delivery is worked on", async () => (await list())[0]?.state === "processed");
    const id = (await list())[0]?.id ?? "";
    const replayed = await send(`/v1/webhooks/deliveries/${id}/replay`, { method: "POST" });
    expect(await replayed.json()).toEqual({ id, attempts: 2 });
    await until("the replay is worked on", async () => (await list())[0]?.state === "processed");
    expect((await send("/v1/webhooks/deliveries/del_none/replay", { method: "POST" })).status).toBe(404);

    // A new secret is taken beside the old one, and the old one no more once it is removed.
    const { database } = runtime.services;
    const added = await addSecret(birds);
    expect(added.secret).toMatch(/^[\w-]{43}$/);
    const listed = await send(`/v1/sources/${birds}/webhook-secrets`);
    const { secrets } = (await listed.json()) as { secrets: { id: string; secret: string | null }[] };
    expect(secrets.map((one) => one.secret)).toEqual([null, null]);
    await send(`/v1/sources/${birds}/webhook-secrets/${secrets[0]?.id}`, { method: "DELETE" });
    expect((await deliver({ ...ping, payload: { n: 1 } })).status).toBe(401);
    expect((await deliver({ ...ping, guid: "three", payload: { n: 1 }, secret: added.secret })).status).toBe(202);

    // One that was kept and never handed over is taken up by the sweep's question.
    await webhookDeliveries.store(database, {
      ...{ workspaceId: "default", sourceId: birds, kind: "github", deliveryId: "forgotten", ignored: null },
      ...{ headers: { "x-github-event": "ping" }, body: Buffer.from("{}") },
    });
    expect(await webhookDeliveries.takeForgotten(database, { minutes: 2, limit: 10 })).toEqual([]);
    expect(await webhookDeliveries.takeForgotten(database, { minutes: 0, limit: 10 })).toMatchObject([
      { kind: "github", attempts: 2 },
    ]);

    await runtime.close();
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const stored = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("\n");
    expect(stored).toContain("logically awesome");
    for (const form of [secret, Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")]) {
      expect(stored.includes(form)).toBe(false);
    }
  });
});
