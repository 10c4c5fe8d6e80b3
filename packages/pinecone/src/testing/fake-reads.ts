import { FakeApiError, refuse } from "./fake-error.ts";
import { compileFilter } from "./fake-filter.ts";
import type { FakeIndex } from "./fake-index.ts";
import type { FakeLimits } from "./fake-limits.ts";
import { type FakeRecord, readDense, readId, readSparse } from "./fake-record.ts";
import type { FakeAnswer } from "./fake-request.ts";
import { denseScore, sparseScore } from "./fake-score.ts";
import { namespaceOf } from "./fake-writes.ts";

/** `POST /query`: the records that match the filter, best first; those of equal score by id. */
export function query(index: FakeIndex, body: Readonly<Record<string, unknown>>, limits: FakeLimits): FakeAnswer {
  const { topK, filter, includeValues, includeMetadata } = body;
  if (typeof topK !== "number" || !Number.isInteger(topK) || topK < 1 || topK > limits.topK) {
    throw refuse(`topK must be between 1 and ${limits.topK}`);
  }
  const matches = filter === undefined ? () => true : compileFilter(filter, limits.valuesPerCondition);
  const score = scorer(index, body, limits);
  const namespace = namespaceOf(body);
  const { records, indexed } = readNamespace(index, namespace);
  const found: { readonly record: FakeRecord; readonly score: number }[] = [];
  for (const record of records.values()) {
    if (!matches(record.metadata)) continue;
    const value = score(record);
    if (value !== null) found.push({ record, score: value });
  }
  found.sort((one, other) => other.score - one.score || (one.record.id < other.record.id ? -1 : 1));
  const answer = {
    namespace,
    matches: found.slice(0, topK).map(({ record, score: value }) => ({
      id: record.id,
      score: Math.fround(value),
      values: includeValues === true ? Array.from(record.values ?? []) : [],
      ...(includeMetadata === true && { metadata: record.metadata }),
    })),
    usage: { readUnits: 1 },
  };
  if (Buffer.byteLength(JSON.stringify(answer)) > limits.resultBytes) {
    throw refuse(`The size of the query result exceeds the limit of ${limits.resultBytes} bytes`);
  }
  return { body: answer, indexed };
}

function scorer(
  index: FakeIndex,
  { vector, sparseVector, id }: Readonly<Record<string, unknown>>,
  limits: FakeLimits,
): (record: FakeRecord) => number | null {
  const { dimension, metric } = index.shape;
  if (id !== undefined) throw refuse("the fake answers no query by id");
  const sparse = sparseVector === undefined ? null : readSparse(sparseVector, limits);
  if (dimension === null) {
    if (sparse === null || vector !== undefined) throw refuse("Sparse indexes are queried by sparse vector only");
    return (record) => sparseScore(sparse, record);
  }
  if (vector === undefined) throw refuse("Dense indexes are queried by dense vector");
  if (sparse !== null && metric !== "dotproduct") {
    throw refuse("Index configuration does not support sparse values - only indexes of metric dotproduct do");
  }
  const dense = readDense(vector, index.shape, "the query");
  return (record) =>
    (record.values === null ? 0 : denseScore(dense, record.values, metric)) +
    (sparse === null ? 0 : (sparseScore(sparse, record) ?? 0));
}

/** `GET /vectors/fetch`. */
export function fetchRecords(index: FakeIndex, query: URLSearchParams, limits: FakeLimits): FakeAnswer {
  const ids = query.getAll("ids");
  if (ids.length === 0 || ids.length > limits.idsPerFetch) throw refuse(`1 to ${limits.idsPerFetch} ids must be given`);
  const namespace = namespaceOf({ namespace: query.get("namespace") ?? "" });
  const { records, indexed } = readNamespace(index, namespace);
  const vectors: Record<string, unknown> = {};
  for (const id of ids) {
    const record = records.get(readId(id, limits));
    if (record === undefined) continue;
    const { sparse } = record;
    vectors[id] = {
      id,
      values: Array.from(record.values ?? []),
      ...(sparse !== null && { sparseValues: { indices: [...sparse.keys()], values: [...sparse.values()] } }),
      metadata: record.metadata,
    };
  }
  return { body: { vectors, namespace, usage: { readUnits: 1 } }, indexed };
}

/** `GET /vectors/list`: ids in byte order, with a token for the next page. */
export function listIds(index: FakeIndex, query: URLSearchParams, limits: FakeLimits): FakeAnswer {
  const limit = Number(query.get("limit") ?? limits.idsPerPage);
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.idsPerPage) {
    throw refuse(`limit must be between 1 and ${limits.idsPerPage}`);
  }
  const namespace = namespaceOf({ namespace: query.get("namespace") ?? "" });
  const prefix = query.get("prefix") ?? "";
  const { records, indexed } = readNamespace(index, namespace);
  const page = pageAfter(
    [...records.keys()].filter((id) => id.startsWith(prefix)),
    query,
    limit,
  );
  return {
    body: { vectors: page.names.map((id) => ({ id })), ...page.pagination, namespace, usage: { readUnits: 1 } },
    indexed,
  };
}

/** `POST /describe_index_stats`: a serverless index takes no filter. */
export function describeStats(index: FakeIndex, body: Readonly<Record<string, unknown>>): FakeAnswer {
  if (body.filter !== undefined) throw refuse("Serverless indexes do not support describing stats with a filter");
  const counts = [...index.namespaces].map(([name, namespace]) => [name, namespace.read().records.size] as const);
  const { dimension, metric } = index.shape;
  return {
    body: {
      namespaces: Object.fromEntries(counts.map(([name, vectorCount]) => [name, { vectorCount }])),
      ...(dimension !== null && { dimension }),
      indexFullness: 0,
      totalVectorCount: counts.reduce((sum, [, count]) => sum + count, 0),
      metric,
      vectorType: dimension === null ? "sparse" : "dense",
    },
  };
}

/** `GET /namespaces` and `GET /namespaces/{name}`. */
export function describeNamespaces(
  index: FakeIndex,
  name: string | undefined,
  query: URLSearchParams,
  limits: FakeLimits,
): FakeAnswer {
  const describe = (each: string) => ({
    name: each,
    record_count: String(index.namespaces.get(each)?.read().records.size ?? 0),
  });
  if (name !== undefined) {
    if (!index.namespaces.has(name)) throw new FakeApiError(404, "Namespace not found");
    return { body: describe(name) };
  }
  const prefix = query.get("prefix") ?? "";
  const limit = Number(query.get("limit") ?? limits.idsPerPage);
  const page = pageAfter(
    [...index.namespaces.keys()].filter((each) => each.startsWith(prefix)),
    query,
    limit,
  );
  return { body: { namespaces: page.names.map(describe), ...page.pagination, total_count: index.namespaces.size } };
}

function pageAfter(
  names: readonly string[],
  query: URLSearchParams,
  limit: number,
): { readonly names: readonly string[]; readonly pagination: object } {
  const token = query.get("paginationToken");
  const after = token === null ? null : Buffer.from(token, "base64url").toString("utf8");
  const rest = [...names].sort(compareBytes).filter((name) => after === null || compareBytes(name, after) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  if (rest.length <= limit || last === undefined) return { names: page, pagination: {} };
  return { names: page, pagination: { pagination: { next: Buffer.from(last, "utf8").toString("base64url") } } };
}

function compareBytes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function readNamespace(index: FakeIndex, name: string): ReturnType<NamespaceReader> {
  return index.namespaces.get(name)?.read() ?? { records: new Map(), indexed: 0 };
}

type NamespaceReader = () => { readonly records: ReadonlyMap<string, FakeRecord>; readonly indexed: number };
