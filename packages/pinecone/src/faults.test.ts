import { VectorStoreError } from "@tributary/vector-store";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFake } from "./testing/open-store.ts";
import { contentOfStore, documentOf, idsOf } from "./testing/read-store.ts";

/** The code of the error a call ends with, and its message. */
async function failureOf(call: Promise<unknown>): Promise<VectorStoreError> {
  const error = await call.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  if (error instanceof VectorStoreError) return error;
  throw error;
}

describe("faults", () => {
  it("outlasts a storm of 429, waiting as long as Pinecone asks", async () => {
    const waits: number[] = [];
    const { fake, open } = await openFake(onTestFinished);
    const retry = { sleep: async (milliseconds: number) => void waits.push(milliseconds), random: () => 0 };
    const store = open({ http: true, client: { retry } });
    await store.ensure("w", { dimensions: 8 });
    fake.inject({ status: 429, headers: { "retry-after": "2" }, times: 4 });
    await store.replaceDocuments("w", [documentOf("document", 3)]);
    expect(waits).toEqual([2_000, 2_000, 2_000, 2_000]);
    expect(await idsOf(store)).toEqual(["document#0", "document#1", "document#2"]);
  });

  it("says rate-limited, and for how long, when the storm does not end", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ http: true });
    await store.ensure("w", { dimensions: 8 });
    fake.inject({ status: 429, message: "Too many requests", headers: { "retry-after": "7" }, times: 1_000 });
    const error = await failureOf(store.query("w", { by: "terms", terms: "a", limit: 1 }));
    expect([error.code, error.retryAfterMs, error.retryable]).toEqual(["rate-limited", 7_000, true]);
    expect(error.message).toContain("Too many requests");
  });

  it.each([
    ["500", { status: 500, times: 2 }],
    ["503", { status: 503, times: 3 }],
    ["connections that break before", { drop: "before", times: 2 }],
    ["connections that break after", { drop: "after", times: 2 }],
    ["half of a batch written", { halfWritten: true, path: "/vectors/upsert", times: 2 }],
  ] as const)("retries %s without loss or duplicate", async (_, fault) => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ http: true });
    await store.ensure("w", { dimensions: 8 });
    await store.replaceDocuments("w", [documentOf("document", 4, { text: "old" })]);
    for (const path of ["/vectors/upsert", "/vectors/delete"]) fake.inject({ path, ...fault });
    await store.replaceDocuments("w", [documentOf("document", 3, { text: "new" })]);
    expect(await idsOf(store)).toEqual(["document#0", "document#1", "document#2"]);
    expect(fake.recordIds("test-8")).toHaveLength(3);
    expect(new Set((await contentOfStore(store)).values())).toEqual(new Set(["new"]));
  });

  it.each([
    ["while the new version is written", "/vectors/upsert", "old"],
    ["while the old version is removed", "/vectors/delete", "new"],
  ])("leaves one version to be seen when it fails %s, and heals when repeated", async (_, path, seen) => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ http: true });
    await store.ensure("w", { dimensions: 8 });
    await store.replaceDocuments("w", [documentOf("document", 2, { text: "old" })]);
    const replacement = [documentOf("document", 3, { text: "new" })];
    fake.inject({ path, halfWritten: true, status: 500, times: 1_000 });
    expect((await failureOf(store.replaceDocuments("w", replacement))).code).toBe("unavailable");
    expect(new Set((await contentOfStore(store)).values())).toEqual(new Set([seen]));
    fake.clearFaults();
    await store.replaceDocuments("w", replacement);
    expect([...(await contentOfStore(store)).values()]).toEqual(["new", "new", "new"]);
    expect(fake.recordIds("test-8")).toHaveLength(3);
    expect(await open({ http: true }).stats("w")).toEqual({ vectors: 3, dimensions: 8 });
  });

  it("hides what a failed write left behind, also when it cannot be removed", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ http: true });
    await store.ensure("w", { dimensions: 8 });
    await store.replaceDocuments("w", [documentOf("document", 2, { text: "old" })]);
    for (let time = 0; time < 20; time += 1) fake.inject({ path: "/vectors/upsert", halfWritten: true });
    fake.inject({ path: "/vectors/delete", status: 500, times: 1_000 });
    await failureOf(store.replaceDocuments("w", [documentOf("document", 8, { text: "new" })]));
    expect(fake.recordIds("test-8").length).toBeGreaterThan(2);
    expect([...(await contentOfStore(store)).values()]).toEqual(["old", "old"]);
    expect(await idsOf(store)).toEqual(["document#0", "document#1"]);
  });

  it("gives up on an answer that does not come", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open({ http: true, client: { timeoutMs: 30, retry: { attempts: 2 } } });
    await open({ http: true }).ensure("w", { dimensions: 8 });
    fake.inject({ delayMs: 60_000, times: 10 });
    const error = await failureOf(store.stats("w"));
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("no answer in time");
  });

  it("finds a store's data whole after its process died midway", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const before = open({ http: true });
    await before.ensure("w", { dimensions: 8 });
    await before.replaceDocuments("w", [documentOf("document", 4, { text: "old" })]);
    fake.inject({ path: "/vectors/delete", status: 500, times: 1_000 });
    await failureOf(before.replaceDocuments("w", [documentOf("document", 2, { text: "new" })]));
    fake.clearFaults();
    const after = open({ http: true });
    // Both versions are there; nobody sees a record twice, and repeating the write ends it.
    const ids = await idsOf(after);
    expect(new Set(ids).size).toBe(ids.length);
    await after.replaceDocuments("w", [documentOf("document", 2, { text: "new" })]);
    expect([...(await contentOfStore(after)).values()]).toEqual(["new", "new"]);
  });
});
