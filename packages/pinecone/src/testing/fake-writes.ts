import { FakeApiError, refuse } from "./fake-error.ts";
import { compileFilter, isObject } from "./fake-filter.ts";
import type { FakeIndex } from "./fake-index.ts";
import type { FakeLimits } from "./fake-limits.ts";
import { type FakeNamespace, updated } from "./fake-namespace.ts";
import { type FakeRecord, readDense, readId, readMetadata, readRecord } from "./fake-record.ts";
import type { FakeAnswer } from "./fake-request.ts";

/** `POST /vectors/upsert`. With `half`, only the first half is written, as by a request that died midway. */
export function upsert(
  index: FakeIndex,
  body: Readonly<Record<string, unknown>>,
  limits: FakeLimits,
  half: boolean,
): FakeAnswer {
  const { vectors } = body;
  if (!Array.isArray(vectors) || vectors.length === 0) throw refuse("vectors must be a non-empty list");
  if (vectors.length > limits.recordsPerUpsert) {
    throw refuse(`Vector batch size ${vectors.length} exceeds the limit of ${limits.recordsPerUpsert}`);
  }
  const records = vectors.map((vector) => readRecord(vector, index.shape, limits));
  const kept = half ? records.slice(0, Math.floor(records.length / 2)) : records;
  const written = index.openNamespace(namespaceOf(body)).write((held) => {
    for (const record of kept) held.set(record.id, record);
  });
  return { body: { upsertedCount: records.length }, written };
}

/** `POST /vectors/delete`: by ids, by filter, or everything; a namespace nobody wrote to is a 404. */
export function remove(index: FakeIndex, body: Readonly<Record<string, unknown>>, limits: FakeLimits): FakeAnswer {
  const { ids, filter, deleteAll } = body;
  if ([ids, filter, deleteAll].filter((given) => given !== undefined && given !== false).length !== 1) {
    throw refuse("Exactly one of ids, filter and deleteAll must be given");
  }
  const namespace = existing(index, namespaceOf(body));
  if (filter !== undefined) {
    const matches = compileFilter(filter, limits.valuesPerCondition);
    return written(namespace, (record) => matches(record.metadata));
  }
  if (ids === undefined) return written(namespace, () => true);
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > limits.idsPerDelete) {
    throw refuse(`ids must be a list of 1 to ${limits.idsPerDelete} ids`);
  }
  const wanted = new Set(ids.map((id) => readId(id, limits)));
  return written(namespace, ({ id }) => wanted.has(id));
}

/** `POST /vectors/update`: metadata, and values of a record given by id; by filter, metadata only. */
export function update(index: FakeIndex, body: Readonly<Record<string, unknown>>, limits: FakeLimits): FakeAnswer {
  const { id, filter, values, setMetadata } = body;
  if ((id === undefined) === (filter === undefined)) throw refuse("Exactly one of id and filter must be given");
  const namespace = existing(index, namespaceOf(body));
  const metadata = setMetadata === undefined ? {} : readMetadata(setMetadata, limits);
  const vector = values === undefined ? null : readDense(values, index.shape, `vector id ${String(id)}`);
  const wanted = id === undefined ? null : readId(id, limits);
  const matches = filter === undefined ? () => true : compileFilter(filter, limits.valuesPerCondition);
  const number = namespace.write((held) => {
    for (const record of held.values()) {
      const isMeant = wanted === null ? matches(record.metadata) : record.id === wanted;
      if (isMeant) held.set(record.id, updated(record, vector, metadata));
    }
  });
  return { body: {}, written: number };
}

/** The namespace a body names; `__default__` when it names none, as the API has it. */
export function namespaceOf(body: Readonly<Record<string, unknown>>): string {
  const { namespace } = body;
  if (namespace !== undefined && typeof namespace !== "string") throw refuse("namespace must be a string");
  return namespace === undefined || namespace === "" ? "__default__" : namespace;
}

/** A request's body, which must be an object. */
export function objectBody(body: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(body)) throw refuse("the body must be a JSON object");
  return body;
}

function existing(index: FakeIndex, name: string): FakeNamespace {
  const namespace = index.namespaces.get(name);
  if (namespace === undefined) throw new FakeApiError(404, "Namespace not found");
  return namespace;
}

function written(namespace: FakeNamespace, isMeant: (record: FakeRecord) => boolean): FakeAnswer {
  const number = namespace.write((held) => {
    for (const record of held.values()) if (isMeant(record)) held.delete(record.id);
  });
  return { body: {}, written: number };
}
