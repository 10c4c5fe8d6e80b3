import { documents } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { changingProviders } from "../testing/changing-providers.ts";
import { recordDeliveries } from "../testing/delivery-recorder.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createServedConsole } from "../testing/served-console.ts";

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
      changed.push({ kind, sourceId, secret, fake, change, found, gone });
    }
    // All at the end: what Linear signs is good for a minute.
    for (const { kind, secret, fake, change } of changed) {
      fake.subscribe({ url: `${recorder.url}/webhooks/${kind}`, secret });
      change();
      await fake.settled();
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
