import { type VectorStore, VectorStoreError } from "@tributary/vector-store";
import { documentOf, recordOf, seededVector } from "@tributary/vector-store/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TrimmedRecord } from "./namespace-context.ts";
import { createPineconeStore } from "./pinecone-store.ts";
import { openFake } from "./testing/open-store.ts";
import { idsOf } from "./testing/read-store.ts";

async function errorOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => "it succeeded",
    (reason: unknown) => reason,
  );
  return error instanceof VectorStoreError ? `${error.code}: ${error.message}` : String(error);
}

async function firstHit(store: VectorStore) {
  return (await store.query("w", { by: "vector", vector: seededVector(1, 8), limit: 1 }))[0];
}

describe("limits", () => {
  it("sends fewer than 1,000 records and less than 2 MB a request, filled to 95 %, and always names a namespace", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const store = open();
    await store.ensure("w", { dimensions: 128 });
    const records = Array.from({ length: 1_200 }, (_, index) =>
      recordOf(`document ${index % 7}`, index, { vector: seededVector(index, 128), text: "x".repeat(4_000) }),
    );
    await store.upsert("w", records);
    await store.ensure("small", { dimensions: 2 });
    await store.upsert("small", documentOf("document", 1_100, { vector: Float32Array.of(1, 2) }).records);
    const upserts = fake.requests.filter(({ path }) => path === "/vectors/upsert");
    for (const { records: count, bytes } of upserts) {
      expect(count).toBeLessThan(1_000);
      expect(bytes).toBeLessThan(2_000_000);
    }
    const large = upserts.filter(({ index }) => index === "test-128").map(({ bytes }) => bytes);
    expect(large.length).toBeGreaterThan(2);
    for (const bytes of large.sort((one, other) => other - one).slice(0, -1)) expect(bytes).toBeGreaterThan(1_900_000);
    const dataPlane = fake.requests.filter(({ path }) => path !== "/" && !path.startsWith("/indexes"));
    expect(dataPlane.filter(({ namespace, path }) => !namespace && !path.startsWith("/namespaces/"))).toEqual([]);
    expect(fake.requests.filter(({ status }) => status >= 400 && status !== 404)).toEqual([]);
  });

  it("cuts text that exceeds 40 KB of metadata, says so, and keeps the rest", async () => {
    const trimmed: TrimmedRecord[] = [];
    const { open } = await openFake(onTestFinished);
    const store = open({ onTrim: (record) => trimmed.push(record) });
    await store.ensure("w", { dimensions: 8 });
    const text = `${'"\n😀é'.repeat(20_000)}end`;
    await store.upsert("w", [recordOf("large", 0, { text, lexical: "needle", fields: { path: "src/a.ts" } })]);
    expect(trimmed).toEqual([{ namespace: "w", id: "large#0", fields: ["text"] }]);
    const [hit] = await store.query("w", { by: "terms", terms: "needle", limit: 1, filter: { pathPrefix: "src/" } });
    expect(hit?.text.length).toBeGreaterThan(10_000);
    expect(text.startsWith(hit?.text ?? "-")).toBe(true);
    expect(hit?.text.isWellFormed()).toBe(true);
  });

  it("refuses a record whose other fields are too large, before any write", async () => {
    const { open } = await openFake(onTestFinished);
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    const large = recordOf("large", 0, { fields: { author: "a".repeat(50_000) } });
    expect(await errorOf(store.upsert("w", [recordOf("small", 0), large]))).toMatch(/^invalid-input: .*shorten/);
    expect(await idsOf(store)).toEqual([]);
  });

  it("keeps ids longer than Pinecone's 512 characters, and tells like ones apart", async () => {
    for (const removal of ["filter", "prefix"] as const) {
      const { open } = await openFake(onTestFinished);
      const store = open({ removal });
      await store.ensure("w", { dimensions: 8 });
      const long = `git:1:file:${"päth/".repeat(200)}`;
      await store.replaceDocuments("w", [documentOf(`${long}a`, 2), documentOf(`${long}b`, 2), documentOf("short", 1)]);
      await store.replaceDocuments("w", [documentOf(`${long}a`, 1)]);
      await store.deleteByIds("w", [`${long}b#0`]);
      expect(await idsOf(store)).toEqual([`${long}a#0`, `${long}b#1`, "short#0"].sort());
      expect(await idsOf(store, `${long}b`)).toEqual([`${long}b#1`]);
      await store.deleteDocuments("w", [`${long}b`]);
      expect(await idsOf(store, "git:")).toEqual([`${long}a#0`]);
    }
  });

  it("finds hits whose metadata together exceeds the 4 MB of a result", async () => {
    const { open } = await openFake(onTestFinished);
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    await store.upsert("w", documentOf("document", 150, { text: "x".repeat(38_000) }).records);
    const hits = await store.query("w", { by: "vector", vector: seededVector(1, 8), limit: 150 });
    expect(hits).toHaveLength(150);
    expect(hits.every(({ text }) => text.length === 38_000)).toBe(true);
  });

  it("keeps the 1,000 weightiest terms of a chunk with more", async () => {
    const { open } = await openFake(onTestFinished);
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    const many = Array.from({ length: 3_000 }, (_, index) => `term${index}`).join(" ");
    await store.upsert("w", [recordOf("many", 0, { lexical: `${many} often often often` })]);
    expect(await store.query("w", { by: "terms", terms: "often", limit: 1 })).toHaveLength(1);
    expect(await store.query("w", { by: "terms", terms: many, limit: 1 })).toHaveLength(1);
  });

  it("says what is wrong with an index that does not fit, is missing, or a key that is refused", async () => {
    const { fake, open } = await openFake(onTestFinished);
    const other = open({ index: "other" });
    await other.ensure("w", { dimensions: 8 });
    const mistaken = await fake.fetch(`${fake.url}/indexes`, {
      method: "POST",
      headers: { "api-key": fake.apiKey, "x-pinecone-api-version": "2026-07" },
      body: JSON.stringify({
        name: "test-8",
        deployment: { deployment_type: "managed", cloud: "aws", region: "us-east-1" },
        schema: { fields: { _values: { type: "dense_vector", dimension: 9, metric: "cosine" } } },
      }),
    });
    expect(mistaken.status).toBe(201);
    expect(await errorOf(open().ensure("w", { dimensions: 8 }))).toMatch(/^dimension-mismatch: .*test-8 has 9 dim/);
    expect(await errorOf(open({ create: null, index: "none" }).ensure("w", { dimensions: 8 }))).toMatch(
      /^not-found: There is no Pinecone index none-(8|lexical): create it/,
    );
    const refused = open({ client: { apiKey: "secret-key-value" } }).ensure("w", { dimensions: 8 });
    expect(await errorOf(refused)).toMatch(/^invalid-input: .*401.*Check the API key/);
    expect(await errorOf(refused)).not.toContain("secret-key-value");
    for (const options of [{ index: "Bad_Name" }, { index: "" }, { index: "a", client: { apiKey: "" } }]) {
      expect(() => createPineconeStore({ client: { apiKey: "key" }, ...options })).toThrow(VectorStoreError);
    }
    expect(await errorOf(other.ensure("huge", { dimensions: 20_001 }))).toMatch(/^invalid-input/);
  });

  it("creates no index for a namespace that has other dimensions", async () => {
    const { fake, open } = await openFake(onTestFinished);
    await open().ensure("w", { dimensions: 8 });
    expect(await errorOf(open().ensure("w", { dimensions: 9 }))).toMatch(/^dimension-mismatch: .*8 dimensions, not 9/);
    expect(fake.requests.filter(({ method, path }) => method === "POST" && path === "/indexes")).toHaveLength(2);
  });

  it("says out-of-space when the plan allows no further index", async () => {
    const { open } = await openFake(onTestFinished, { limits: { indexes: 2 } });
    const store = open();
    await store.ensure("w", { dimensions: 8 });
    expect(await errorOf(store.ensure("v", { dimensions: 9 }))).toMatch(/^out-of-space: .*Raise the plan's limit/);
  });

  it("waits for a new index to be ready, and no longer than it may", async () => {
    const soon = await openFake(onTestFinished, { readyDelayMs: 40 });
    await soon.open().ensure("w", { dimensions: 8 });
    const late = await openFake(onTestFinished, { readyDelayMs: 3_600_000 });
    expect(await errorOf(late.open({ readyTimeoutMs: 0 }).ensure("w", { dimensions: 8 }))).toMatch(
      /^unavailable: The Pinecone index test-.* is not ready/,
    );
  });

  it("keeps stores with different prefixes apart in the same indexes", async () => {
    const { open } = await openFake(onTestFinished);
    const [one, other] = [open({ namespacePrefix: "one" }), open({ namespacePrefix: "other" })];
    for (const store of [one, other]) await store.ensure("w", { dimensions: 8 });
    await one.upsert("w", [recordOf("document", 0)]);
    expect(await idsOf(other)).toEqual([]);
    expect((await firstHit(one))?.documentId).toBe("document");
  });
});
