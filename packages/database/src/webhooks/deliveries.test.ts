import { expect, it } from "vitest";
import { createScope, createSource } from "../testing/rows.ts";
import { describeDatabases } from "../testing/test-databases.ts";
import { webhookDeliveries } from "./deliveries.ts";

describeDatabases("webhook deliveries", (database) => {
  const given = async (fields: Partial<Parameters<typeof webhookDeliveries.store>[1]> = {}) => {
    const { workspaceId, sourceId } = await createScope(database());
    return {
      ...{ workspaceId, sourceId, kind: "github", deliveryId: "one", headers: { "x-event": "ping" }, ignored: null },
      body: Buffer.from([0, 255, 1]),
      ...fields,
    };
  };

  it("are kept once for a source by the provider's id and once by their bytes", async () => {
    const input = await given();
    const first = await webhookDeliveries.store(database(), input);
    expect(first).toMatchObject({ created: true, state: "pending", attempts: 1 });
    const same = { ...first, created: false };
    expect(await webhookDeliveries.store(database(), input)).toEqual(same);
    expect(await webhookDeliveries.store(database(), { ...input, deliveryId: "two" })).toEqual(same);
    expect(await webhookDeliveries.store(database(), { ...input, deliveryId: null })).toEqual(same);
    expect(await webhookDeliveries.store(database(), { ...input, body: Buffer.from("other") })).toEqual(same);
    const without = { ...input, deliveryId: null };
    expect(await webhookDeliveries.store(database(), { ...without, body: Buffer.from("a") })).toMatchObject({
      created: true,
    });
    expect(await webhookDeliveries.store(database(), { ...without, body: Buffer.from("b") })).toMatchObject({
      created: true,
    });
    const sourceId = await createSource(database(), input.workspaceId);
    expect(await webhookDeliveries.store(database(), { ...input, sourceId })).toMatchObject({ created: true });

    const { workspaceId } = input;
    const held = await webhookDeliveries.get(database(), { workspaceId, id: first.id });
    expect(Buffer.from(held?.body ?? []).equals(input.body)).toBe(true);
    expect(held).toMatchObject({ size: 3, headers: { "x-event": "ping" }, state: "pending", reason: null });
    expect(await webhookDeliveries.get(database(), { workspaceId: "other", id: first.id })).toBeNull();
    expect(await webhookDeliveries.list(database(), { workspaceId: "other", limit: 9 })).toEqual([]);
    expect(await webhookDeliveries.list(database(), { workspaceId, limit: 2 })).toHaveLength(2);
  });

  it("are summed up for a source", async () => {
    const input = await given();
    const { workspaceId, sourceId } = input;
    const summary = () => webhookDeliveries.summary(database(), { workspaceId, sourceId });
    expect(await summary()).toEqual({ lastAt: null, failed: 0 });
    const { id } = await webhookDeliveries.store(database(), input);
    await webhookDeliveries.settle(database(), { workspaceId, id, state: "failed", reason: "It was." });
    const held = await webhookDeliveries.get(database(), { workspaceId, id });
    expect(await summary()).toEqual({ lastAt: held?.receivedAt, failed: 1 });
    expect(await webhookDeliveries.summary(database(), { workspaceId: "other", sourceId })).toMatchObject({
      failed: 0,
    });
  });

  it("are kept together, once each, and one that cannot be kept takes none with it", async () => {
    const input = await given();
    const { sourceId } = await given();
    const known = await webhookDeliveries.store(database(), input);
    const fresh = (n: number) => ({ ...input, deliveryId: `fresh-${n}`, body: Buffer.from(`fresh ${n}`) });
    const unnamed = { ...input, deliveryId: null, body: Buffer.from("unnamed") };
    const together = [
      fresh(1),
      input,
      { ...fresh(2), ignored: "Nothing changed." },
      { ...fresh(1), deliveryId: "again" },
      { ...fresh(3), deliveryId: "fresh-1" },
      unnamed,
      unnamed,
      { ...input, sourceId },
    ];
    const stored = async (inputs: Parameters<typeof webhookDeliveries.storeAll>[1]) =>
      (await webhookDeliveries.storeAll(database(), inputs)).map((one) =>
        one.status === "fulfilled" ? one.value : String(one.reason.code),
      );
    const results = await stored(together);
    const [first, , , , , sixth] = results;
    expect(results).toMatchObject([
      { created: true, state: "pending" },
      { created: false, id: known.id },
      { created: true, state: "ignored" },
      { ...(first as object), created: false },
      { ...(first as object), created: false },
      { created: true },
      { ...(sixth as object), created: false },
      { created: true },
    ]);
    const lost = { ...fresh(4), sourceId: "src_none" };
    expect(await stored([fresh(4), lost, input])).toMatchObject([
      { created: true },
      "constraint",
      { created: false, id: known.id },
    ]);
    expect(await stored([])).toEqual([]);
    const many = Array.from({ length: 100 }, (_, n) => ({ ...fresh(n + 10), ignored: "Nothing changed." }));
    // In two orders at once: a server that finds them waiting for each other has each kept alone.
    const both = await Promise.all([stored(many), stored(many.toReversed())]);
    const ids = both.flat().map((one) => (typeof one === "string" ? one : one.id));
    expect(new Set(ids).size).toBe(many.length);
    expect(both.flat().filter((one) => typeof one !== "string" && one.created)).toHaveLength(many.length);
  });

  it("are settled, opened again, and given up after ten times", async () => {
    const input = await given();
    const { workspaceId } = input;
    const { id } = await webhookDeliveries.store(database(), input);
    await webhookDeliveries.settle(database(), { workspaceId, id, state: "failed", reason: "No luck." });
    const [failed] = await webhookDeliveries.list(database(), { workspaceId, state: "failed", limit: 9 });
    expect(failed).toMatchObject({ id, reason: "No luck.", settledAt: expect.any(String) });
    expect(await webhookDeliveries.reopen(database(), { workspaceId: "other", id })).toBeNull();
    expect(await webhookDeliveries.reopen(database(), { workspaceId, id })).toEqual({ kind: "github", attempts: 2 });
    const pending = await webhookDeliveries.pending(database(), { limit: 100 });
    expect(pending.filter((one) => one.id === id)).toEqual([{ id, workspaceId, kind: "github", attempts: 2 }]);
    const mine = async (minutes: number) =>
      (await webhookDeliveries.takeForgotten(database(), { minutes, limit: 100 })).filter((one) => one.id === id);
    expect(await mine(1)).toEqual([]);
    for (let attempts = 3; attempts <= 10; attempts += 1) expect(await mine(0)).toMatchObject([{ attempts }]);
    expect(await mine(0)).toEqual([]);
    expect(await webhookDeliveries.get(database(), { workspaceId, id })).toMatchObject({
      ...{ state: "failed", reason: expect.stringContaining("10 times") },
    });
    expect(await webhookDeliveries.forgetOld(database())).toBe(0);
  });
});
