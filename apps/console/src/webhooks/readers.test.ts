import { randomBytes } from "node:crypto";
import { createCredentialVault, sources, webhookSecrets } from "@tributary/database";
import { describe, expect, it } from "vitest";
import { createTestRuntime } from "../testing/runtime.ts";
import { createWebhookReaders } from "./readers.ts";

describe("the receivers of webhooks", { timeout: 120_000 }, () => {
  it("are believed for half a second, until something changes here, and looked up anew for a refusal", async () => {
    const { services } = await createTestRuntime();
    const { database, logger } = services;
    const vault = createCredentialVault([randomBytes(32)]);
    let time = 0;
    const readers = createWebhookReaders({ database, credentials: vault, logger, now: () => time });
    const { source } = await sources.connect(database, {
      ...{ workspaceId: "default", kind: "github", key: "acme/birds", name: "acme/birds", config: {} },
    });
    const place = { workspaceId: "default", sourceId: source.id };
    const filter = { kind: "github", sourceId: undefined };
    const secretsOf = async (asked: Promise<readonly { readonly secrets: readonly string[] }[]>) =>
      (await asked).flatMap(({ secrets }) => secrets);
    const recent = () => secretsOf(readers.recentReceivers(filter));
    const now = () => secretsOf(readers.receivers(filter));
    // As another console would, of which this one hears nothing.
    const add = (secret: string) => webhookSecrets.add(database, vault, { ...place, secret });
    const remove = (id: string) => webhookSecrets.remove(database, place, id);

    expect(await recent()).toEqual([]);
    const first = await add("first-secret");
    expect(await recent(), "nothing is remembered of nothing").toEqual(["first-secret"]);
    const second = await add("second-secret");
    expect(await recent()).toEqual(["first-secret"]);
    expect(await now()).toEqual(["first-secret", "second-secret"]);
    expect(await recent()).toEqual(["first-secret", "second-secret"]);

    await remove(first.id);
    time += 499;
    expect(await recent()).toEqual(["first-secret", "second-secret"]);
    time += 1;
    expect(await recent()).toEqual(["second-secret"]);

    await remove(second.id);
    readers.forget();
    expect(await recent()).toEqual([]);

    // Those that ask while one is looked up share the next lookup, which began after they asked.
    const running = now();
    const third = await add("third-secret");
    expect(await Promise.all([now(), now()])).toEqual([["third-secret"], ["third-secret"]]);
    await running;
    const late = readers.recentReceivers(filter);
    await remove(third.id);
    readers.forget();
    await late;
    expect(await recent(), "what was looked up before is not remembered").toEqual([]);
  });
});
