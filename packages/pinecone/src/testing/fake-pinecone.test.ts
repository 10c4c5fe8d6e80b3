import { describe, expect, it, onTestFinished } from "vitest";
import { type PineconeFakeOptions, startPineconeFake } from "./fake-pinecone.ts";

async function open(options: PineconeFakeOptions = {}) {
  const fake = await startPineconeFake(options);
  onTestFinished(() => fake.close());
  const headers = { "api-key": fake.apiKey, "x-pinecone-api-version": "2026-07" };
  async function call(method: string, path: string, body?: unknown, changed: Record<string, string> = {}) {
    const init = { method, headers: { ...headers, ...changed } };
    const response = await fetch(
      `${fake.url}${path}`,
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    );
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  }
  const deployment = { deployment_type: "managed", cloud: "aws", region: "us-east-1" };
  const create = (name: string, fields: unknown) => call("POST", "/indexes", { name, deployment, schema: { fields } });
  await create("dense", { _values: { type: "dense_vector", dimension: 2, metric: "cosine" } });
  await create("hybrid", { _values: { type: "dense_vector", dimension: 2, metric: "dotproduct" } });
  await create("sparse", { _sparse_values: { type: "sparse_vector" } });
  const data = (index: string, path: string, body: unknown) => call("POST", `/hosts/${index}${path}`, body);
  return { fake, call, data };
}

interface Answer {
  readonly message?: string;
  readonly matches?: readonly { readonly id: string; readonly score: number }[];
  readonly vectors?: readonly { readonly id: string }[];
  readonly pagination?: { readonly next: string };
  readonly namespaces?: unknown;
}

const records = [
  { id: "a", values: [1, 0], metadata: { n: 1, tags: ["x", "y"], name: "a" } },
  { id: "b", values: [0, 2], metadata: { n: 2, tags: ["y"], flag: true } },
  { id: "c", values: [-3, 0], metadata: { n: 3 } },
];

describe("the fake", () => {
  it("takes its own key and API version only", async () => {
    const { call } = await open();
    expect((await call("GET", "/indexes", undefined, { "api-key": "other" })).status).toBe(401);
    expect((await call("GET", "/indexes", undefined, { "x-pinecone-api-version": "2024-07" })).status).toBe(400);
    expect((await call("GET", "/indexes")).status).toBe(200);
    expect((await call("GET", "/indexes/missing")).status).toBe(404);
  });

  it("compares dense vectors by cosine, sparse and mixed ones by dot product", async () => {
    const { data } = await open();
    await data("dense", "/vectors/upsert", { namespace: "n", vectors: records });
    const dense = await data("dense", "/query", { namespace: "n", topK: 3, vector: [2, 0] });
    expect(dense.body.matches?.map(({ id, score }) => [id, score])).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", -1],
    ]);
    const sparseValues = { indices: [7, 9], values: [2, 0.5] };
    await data("sparse", "/vectors/upsert", { namespace: "n", vectors: [{ id: "s", sparseValues }] });
    const sparseVector = { indices: [9, 1], values: [4, 4] };
    const sparse = await data("sparse", "/query", { namespace: "n", topK: 3, sparseVector });
    expect(sparse.body.matches).toMatchObject([{ id: "s", score: 2 }]);
    await data("hybrid", "/vectors/upsert", { namespace: "n", vectors: [{ id: "h", values: [1, 1], sparseValues }] });
    const mixed = await data("hybrid", "/query", { namespace: "n", topK: 3, vector: [3, 0], sparseVector });
    expect(mixed.body.matches).toMatchObject([{ id: "h", score: 5 }]);
    expect((await data("dense", "/query", { namespace: "n", topK: 3, vector: [3, 0], sparseVector })).status).toBe(400);
  });

  it.each([
    [{ n: 1 }, ["a"]],
    [{ n: { $ne: 1 } }, ["b", "c"]],
    [{ n: { $gt: 1, $lte: 3 } }, ["b", "c"]],
    [{ n: { $gte: 2 } }, ["b", "c"]],
    [{ n: { $lt: 2 } }, ["a"]],
    [{ tags: "y" }, ["a", "b"]],
    [{ tags: { $in: ["x", "z"] } }, ["a"]],
    [{ tags: { $nin: ["x"] } }, ["b", "c"]],
    [{ flag: { $exists: false } }, ["a", "c"]],
    [{ flag: true }, ["b"]],
    [{ $or: [{ n: 3 }, { $and: [{ tags: "x" }, { name: "a" }] }] }, ["a", "c"]],
    [{ n: { $regex: "a" } }, null],
    [{ n: { $gt: "1" } }, null],
    [{ n: { $in: [] } }, null],
    [{ $and: [] }, null],
    [{}, null],
  ])("filters by %j", async (filter, expected) => {
    const { data } = await open();
    await data("dense", "/vectors/upsert", { namespace: "n", vectors: records });
    const { status, body } = await data("dense", "/query", { namespace: "n", topK: 9, vector: [1, 1], filter });
    expect(expected === null ? status : body.matches?.map(({ id }) => id).sort()).toEqual(expected ?? 400);
  });

  it.each([
    ["a wrong dimension", { id: "x", values: [1] }],
    ["only zeros", { id: "x", values: [0, 0] }],
    ["no id", { id: "", values: [1, 2] }],
    ["an id beyond ASCII", { id: "é", values: [1, 2] }],
    ["a long id", { id: "x".repeat(513), values: [1, 2] }],
    ["null metadata", { id: "x", values: [1, 2], metadata: { a: null } }],
    ["nested metadata", { id: "x", values: [1, 2], metadata: { a: { b: 1 } } }],
    ["metadata over 40 KB", { id: "x", values: [1, 2], metadata: { a: "x".repeat(41_000) } }],
    ["an empty sparse vector", { id: "x", values: [1, 2], sparseValues: { indices: [], values: [] } }],
    ["a position twice", { id: "x", values: [1, 2], sparseValues: { indices: [1, 1], values: [1, 2] } }],
  ])("refuses a record with %s", async (_, record) => {
    const { data } = await open();
    expect((await data("dense", "/vectors/upsert", { namespace: "n", vectors: [record] })).status).toBe(400);
  });

  it("enforces the limits of requests", async () => {
    const { call, data } = await open();
    const many = Array.from({ length: 1_001 }, (_, index) => ({ id: `x${index}`, values: [1, 2] }));
    expect((await data("dense", "/vectors/upsert", { namespace: "n", vectors: many })).status).toBe(400);
    const large = Array.from({ length: 60 }, (_, index) => ({ ...many[index], metadata: { a: "x".repeat(39_000) } }));
    expect((await data("dense", "/vectors/upsert", { namespace: "n", vectors: large })).status).toBe(400);
    expect((await data("dense", "/query", { namespace: "n", topK: 10_001, vector: [1, 2] })).status).toBe(400);
    expect((await call("GET", "/hosts/dense/vectors/list?namespace=n&limit=101")).status).toBe(400);
    expect((await data("dense", "/vectors/delete", { namespace: "n", ids: ["a"], deleteAll: true })).status).toBe(400);
    expect((await data("dense", "/vectors/delete", { namespace: "none", deleteAll: true })).status).toBe(404);
    expect((await data("dense", "/describe_index_stats", { filter: { a: 1 } })).status).toBe(400);
  });

  it("lists ids in pages, updates, counts and deletes", async () => {
    const { call, data } = await open();
    await data("dense", "/vectors/upsert", { namespace: "n", vectors: records });
    const first = await call("GET", "/hosts/dense/vectors/list?namespace=n&limit=2");
    expect(first.body.vectors).toEqual([{ id: "a" }, { id: "b" }]);
    const token = first.body.pagination?.next ?? "";
    const second = await call("GET", `/hosts/dense/vectors/list?namespace=n&limit=2&paginationToken=${token}`);
    expect([second.body.vectors, second.body.pagination]).toEqual([[{ id: "c" }], undefined]);
    await data("dense", "/vectors/update", { namespace: "n", id: "a", setMetadata: { n: 9 } });
    await data("dense", "/vectors/delete", { namespace: "n", filter: { n: { $lt: 3 } } });
    const stats = await data("dense", "/describe_index_stats", {});
    expect(stats.body).toMatchObject({ namespaces: { n: { vectorCount: 2 } }, dimension: 2, totalVectorCount: 2 });
    expect((await call("GET", "/hosts/dense/namespaces/n")).body).toEqual({ name: "n", record_count: "2" });
    expect((await call("DELETE", "/hosts/dense/namespaces/n")).status).toBe(200);
    expect((await call("GET", "/hosts/dense/namespaces/n")).status).toBe(404);
  });

  it("shows writes as late as it is told, and says by number which it shows", async () => {
    const { fake, data } = await open({ consistency: { reads: 1 } });
    const written = await data("dense", "/vectors/upsert", { namespace: "n", vectors: records });
    expect(written.headers.get("x-pinecone-request-lsn")).toBe("1");
    const query = () => data("dense", "/query", { namespace: "n", topK: 9, vector: [1, 1] });
    const early = await query();
    expect([early.body.matches, early.headers.get("x-pinecone-max-indexed-lsn")]).toEqual([[], "0"]);
    const late = await query();
    expect([late.body.matches?.length, late.headers.get("x-pinecone-max-indexed-lsn")]).toEqual([3, "1"]);
    fake.inject({ path: "/query", status: 429, headers: { "retry-after": "3" } });
    const limited = await query();
    expect([limited.status, limited.headers.get("retry-after"), (await query()).status]).toEqual([429, "3", 200]);
  });
});
