import { documentOf, recordOf } from "@tributary/vector-store/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFake } from "./testing/open-store.ts";
import { contentOfStore, idsOf } from "./testing/read-store.ts";

describe("a Pinecone that shows writes late", () => {
  it("is waited for: what was written is found when the promise resolves", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    fake.setConsistency({ reads: 7 });
    await store.replaceDocuments("w", [documentOf("document", 2, { text: "first", lexical: "first" })]);
    expect((await store.query("w", { by: "terms", terms: "first", limit: 9 })).length).toBe(2);
    await store.replaceDocuments("w", [documentOf("document", 1, { text: "second", lexical: "second" })]);
    expect(await store.query("w", { by: "terms", terms: "first", limit: 9 })).toEqual([]);
    expect([...(await contentOfStore(store)).values()]).toEqual(["second"]);
    await store.deleteDocuments("w", ["document"]);
    expect(await idsOf(store)).toEqual([]);
  });

  it("is waited for in real time, too", async () => {
    const { open } = await openFake(onTestFinished, { consistency: { delayMs: 30 } });
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    await store.upsert("w", documentOf("document", 3).records);
    expect(await idsOf(store)).toHaveLength(3);
  });

  it("holds nobody up longer than the time given; nothing is lost and nothing seen twice meanwhile", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ visibilityTimeoutMs: 0 });
    await store.ensure("w", { dimensions: 8 });
    await store.replaceDocuments("w", [documentOf("document", 3, { text: "old" })]);
    fake.setConsistency({ reads: 1_000_000 });
    await store.replaceDocuments("w", [documentOf("document", 2, { text: "new" })]);
    expect([...(await contentOfStore(store)).values()]).toEqual(["old", "old", "old"]);
    fake.settle();
    expect([...(await contentOfStore(store)).values()]).toEqual(["new", "new"]);
    expect(fake.recordIds("test-8")).toHaveLength(2);
  });

  it("shows another process the newer of two versions of a record, once", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const [writer, reader] = [open(), open()];
    await writer.ensure("w", { dimensions: 8 });
    await writer.upsert("w", [recordOf("document", 0, { text: "old" })]);
    fake.inject({ path: "/vectors/delete", status: 500, times: 1_000 });
    await writer.upsert("w", [recordOf("document", 0, { text: "new" })]).catch(() => undefined);
    expect(fake.recordIds("test-8")).toHaveLength(2);
    expect([...(await contentOfStore(reader))]).toEqual([["document#0", "new"]]);
    expect(await idsOf(reader)).toEqual(["document#0"]);
  });
});

describe("two processes", () => {
  it.each([5, 2, 1])(
    "that write one document leave what the later one wrote: %i stale chunks held up",
    async (count) => {
      const { fake, open } = await openFake(onTestFinished, { consistency: { reads: 1 } });
      const arrived = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const late: typeof globalThis.fetch = async (input, init) => {
        if (String(input).includes("-8/vectors/upsert")) {
          arrived.resolve();
          await gate.promise;
        }
        return fake.fetch(input, init);
      };
      const [stopped, other] = [open({ client: { fetch: late } }), open()];
      await stopped.ensure("w", { dimensions: 8 });
      const stale = stopped.replaceDocuments("w", [documentOf("document", count, { text: "stale" })]);
      await arrived.promise;
      await other.replaceDocuments("w", [documentOf("document", 2, { text: "fresh" })]);
      gate.resolve();
      await stale;
      for (const store of [stopped, other, open()]) {
        expect([...(await contentOfStore(store)).values()]).toEqual(["fresh", "fresh"]);
        expect(await idsOf(store)).toEqual(["document#0", "document#1"]);
      }
      expect(fake.recordIds("test-8")).toHaveLength(2);
    },
  );
});
