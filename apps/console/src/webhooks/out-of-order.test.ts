import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { documents } from "@tributary/database";
import { describe, expect, it, onTestFinished } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { changingProviders } from "../testing/changing-providers.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createServedConsole } from "../testing/served-console.ts";

/** Takes deliveries as an address of its own and keeps them, to be sent on in another order. */
async function recordDeliveries() {
  const recorded: { readonly path: string; readonly headers: Record<string, string>; readonly body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.writeHead(202).end();
      const body = Buffer.concat(parts);
      // Notion's handshake: here, the source has its secret already.
      if (body.includes("verification_token")) return;
      const { connection: _, host: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
      const path = request.url ?? "/";
      recorded.push({ path, headers: headers as Record<string, string>, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, recorded };
}

describe("webhook deliveries of each provider, duplicated and in reverse order", { timeout: 240_000 }, () => {
  it("leave what a sync of everything would find", async () => {
    const { client, connect, runtime, url, untilFound, untilGone, untilIdle } = await createServedConsole();
    const recorder = await recordDeliveries();
    const { signal } = new AbortController();
    const sync = (source: string, mode: "full" | "incremental") =>
      syncSource(client, { source, mode, output: createQuietOutput(), signal });
    const changed = [];
    for (const provider of changingProviders) {
      const { kind, config, credentials, fake, change, found, gone } = await provider();
      const { sourceId, secret } = await connect({ kind, config, credentials });
      expect(await sync(sourceId, "full"), kind).toMatchObject({ status: "completed" });
      fake.subscribe({ url: `${recorder.url}/webhooks/${kind}`, secret });
      change();
      await fake.settled();
      changed.push({ kind, sourceId, fake, found, gone });
    }
    const { recorded } = recorder;
    expect(recorded.length).toBeGreaterThan(12);
    const statuses: number[] = [];
    for (const { path, headers, body } of [...recorded, ...recorded].reverse()) {
      const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: new Uint8Array(body) });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...recorded.map(() => 202), ...recorded.map(() => 200)]);
    await untilIdle();
    const { database } = runtime.services;
    const held = async (sourceId: string) => {
      const contents: Record<string, string> = {};
      for await (const id of documents.ids(database, { workspaceId: "default", sourceId })) {
        const one = await documents.get(database, "default", id);
        contents[id] = `${one?.status}: ${one?.document.title}\n${one?.document.content}`;
      }
      return contents;
    };
    for (const { kind, sourceId, fake, found, gone } of changed) {
      for (const [word, title] of Object.entries(found)) await untilFound(word, title);
      for (const word of gone) await untilGone(word);
      const before = await held(sourceId);
      // What changed just now may be read once more, by providers whose times are coarse: it says the same.
      expect(await sync(sourceId, "full"), kind).toMatchObject({ added: 0, deleted: 0, failed: 0 });
      expect(await held(sourceId), kind).toEqual(before);
      expect(fake.refusals, kind).toEqual([]);
    }
  });
});
