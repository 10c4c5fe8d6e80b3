import { describe, expect, it } from "vitest";
import { createPineconeClient, PineconeError, type RetryOptions } from "./index.ts";

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly failure?: Error;
}

/** A client whose requests get these replies, one after the other, the last one again and again. */
function clientOf(replies: readonly Reply[], options: { retry?: RetryOptions; concurrency?: number } = {}) {
  const requests: { url: string; headers: Headers; body: string }[] = [];
  const waits: number[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push({ url: String(input), headers: new Headers(init?.headers), body: String(init?.body ?? "") });
    const {
      status = 200,
      body = {},
      headers = {},
      failure,
    } = replies[Math.min(requests.length, replies.length) - 1] ?? {};
    if (failure !== undefined) throw failure;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
  };
  const retry = {
    sleep: async (milliseconds: number) => void waits.push(milliseconds),
    random: () => 0.5,
    ...options.retry,
  };
  const client = createPineconeClient({
    apiKey: "pcsk_very-secret",
    controlUrl: "http://control.test",
    fetch,
    now: () => Date.parse("2026-11-22T00:00:00Z"),
    ...options,
    retry,
  });
  return { client, namespace: client.namespace("http://data.test", "space"), requests, waits };
}

async function failureOf(call: Promise<unknown>): Promise<PineconeError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PineconeError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

const once = { retry: { attempts: 1 } };

describe("createPineconeClient", () => {
  it("sends the key and the API's version, and returns the number of a write", async () => {
    const { namespace, requests } = clientOf([
      { body: { upsertedCount: 1 }, headers: { "x-pinecone-request-lsn": "17" } },
    ]);
    expect(await namespace.upsert([{ id: "a", values: [1], metadata: { tags: ["x"] } }])).toBe(17);
    expect(requests[0]?.url).toBe("http://data.test/vectors/upsert");
    expect(requests[0]?.headers.get("api-key")).toBe("pcsk_very-secret");
    expect(requests[0]?.headers.get("x-pinecone-api-version")).toBe("2026-07");
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      namespace: "space",
      vectors: [{ id: "a", values: [1], metadata: { tags: ["x"] } }],
    });
  });

  it("returns matches with the last write they reflect, or null when it is not told", async () => {
    const matches = [{ id: "a", score: 0.5, values: [], metadata: { n: 1 } }, { id: "b" }];
    const { namespace } = clientOf([
      { body: { matches }, headers: { "x-pinecone-max-indexed-lsn": "9" } },
      { body: {} },
    ]);
    expect(await namespace.query({ topK: 2, vector: [1] })).toEqual({
      indexed: 9,
      matches: [
        { id: "a", score: 0.5, metadata: { n: 1 } },
        { id: "b", score: 0, metadata: {} },
      ],
    });
    expect(await namespace.query({ topK: 2, vector: [1] })).toEqual({ indexed: null, matches: [] });
  });

  it.each([
    [401, { error: { message: "Invalid API Key" } }, "unauthorized", "Invalid API Key"],
    [403, { message: "Forbidden" }, "unauthorized", "Forbidden"],
    [
      403,
      { error: { message: "You've reached the max serverless indexes allowed" } },
      "quota-exceeded",
      "max serverless",
    ],
    [400, { message: "Reached the max number of namespaces" }, "quota-exceeded", "namespaces"],
    [429, { message: "Reached your read unit limit for the current month" }, "quota-exceeded", "read unit"],
    [400, { message: "Metadata size is 41000 bytes, which exceeds the limit" }, "too-large", "41000"],
    [400, { message: "Vector dimension 3 does not match" }, "invalid-request", "dimension 3"],
    [413, "<html>too large</html>", "too-large", "413"],
    [404, { message: "Not found" }, "not-found", "Not found"],
    [429, { message: "Too many requests" }, "rate-limited", "Too many"],
    [502, "<html>bad gateway</html>", "unavailable", "502"],
    [500, "oops", "unavailable", "oops"],
  ])("gives status %i with %j the code %s", async (status, body, code, words) => {
    const { namespace } = clientOf([{ status, body }], once);
    const error = await failureOf(namespace.upsert([{ id: "a", values: [1] }]));
    expect([error.code, error.status]).toEqual([code, status]);
    expect(error.message).toContain(words);
    expect(`${error.message} ${String(error.cause)}`).not.toContain("pcsk_very-secret");
  });

  it("treats a namespace or an index that is not there as empty", async () => {
    const { client, namespace } = clientOf([{ status: 404, body: { message: "Namespace not found" } }]);
    expect(await namespace.deleteByIds(["a"])).toBeNull();
    expect(await namespace.deleteByFilter({ a: { $in: ["b"] } })).toBeNull();
    expect(await namespace.query({ topK: 1, vector: [1] })).toMatchObject({ matches: [] });
    expect(await namespace.list("", null)).toEqual({ ids: [], next: null });
    expect((await namespace.fetch(["a"])).size).toBe(0);
    expect(await namespace.count()).toBe(0);
    expect(await client.describeIndex("missing")).toBeNull();
  });

  it.each([
    ["seconds", { "retry-after": "3" }, 3_125],
    ["a date", { "retry-after": "Sun, 22 Nov 2026 00:00:05 GMT" }, 5_125],
  ])("waits as long as Retry-After says in %s, and a little longer", async (_, headers, wait) => {
    const { namespace, waits } = clientOf([{ status: 429, headers }, {}]);
    await namespace.upsert([{ id: "a", values: [1] }]);
    expect(waits).toEqual([wait]);
  });

  it("waits longer each time without it, over 5xx and broken connections alike", async () => {
    const broken = { failure: new TypeError("fetch failed") };
    const { namespace, waits, requests } = clientOf([{ status: 500 }, { status: 503 }, broken, { status: 429 }, {}]);
    await namespace.upsert([{ id: "a", values: [1] }]);
    expect(waits).toEqual([187.5, 375, 750, 1_500]);
    expect(requests).toHaveLength(5);
  });

  it("gives up after its attempts, at once when told to wait too long, and never repeats what cannot succeed", async () => {
    const endless = clientOf([{ status: 500 }], { retry: { attempts: 3 } });
    expect((await failureOf(endless.namespace.count())).code).toBe("unavailable");
    expect(endless.requests).toHaveLength(3);
    const patient = clientOf([{ status: 429, headers: { "retry-after": "3600" } }]);
    expect((await failureOf(patient.namespace.count())).retryAfterMs).toBe(3_600_000);
    expect(patient.requests).toHaveLength(1);
    const wrong = clientOf([{ status: 400, body: { message: "no" } }]);
    await failureOf(wrong.namespace.count());
    expect(wrong.requests).toHaveLength(1);
  });

  it("reports a request that takes too long, and an answer that is no JSON", async () => {
    const late = Object.assign(new Error("late"), { name: "TimeoutError" });
    expect((await failureOf(clientOf([{ failure: late }], once).namespace.count())).code).toBe("timeout");
    const cut = await failureOf(clientOf([{ body: '{"vectors": [' }], once).namespace.list("", null));
    expect([cut.code, cut.status]).toEqual(["unavailable", 200]);
  });

  it("refuses an empty key and an empty namespace", () => {
    expect(() => createPineconeClient({ apiKey: "" })).toThrow(PineconeError);
    expect(() => clientOf([]).client.namespace("http://data.test", "")).toThrow(/needs a name/);
  });

  it("creates indexes of the Vectors API, and takes one that exists for created", async () => {
    const { client, requests } = clientOf([{ status: 409, body: { error: { message: "already exists" } } }]);
    await client.createIndex({ name: "dense", dimensions: 3, cloud: "aws", region: "us-east-1" });
    await client.createIndex({ name: "sparse", dimensions: null, cloud: "aws", region: "us-east-1" });
    expect(requests.map(({ body }) => JSON.parse(body).schema.fields)).toEqual([
      { _values: { type: "dense_vector", dimension: 3, metric: "cosine" } },
      { _sparse_values: { type: "sparse_vector" } },
    ]);
  });

  it("keeps at most so many requests under way, and their order", async () => {
    let [running, most] = [0, 0];
    const order: string[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      running += 1;
      most = Math.max(most, running);
      order.push(JSON.parse(String(init?.body)).vectors[0].id);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return Response.json({});
    };
    const client = createPineconeClient({ apiKey: "key", fetch, concurrency: 3 });
    const namespace = client.namespace("http://data.test", "space");
    const names = Array.from({ length: 12 }, (_, index) => `record ${index}`);
    await Promise.all(names.map((id) => namespace.upsert([{ id, values: [1] }])));
    expect([most, order]).toEqual([3, names]);
  });
});
