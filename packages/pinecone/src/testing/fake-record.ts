import { refuse } from "./fake-error.ts";
import { isObject } from "./fake-filter.ts";
import type { FakeLimits } from "./fake-limits.ts";

/** Metadata as the API keeps it: flat, without null. */
export type FakeMetadata = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A record as the fake keeps it. */
export interface FakeRecord {
  readonly id: string;
  readonly values: Float32Array | null;
  readonly sparse: ReadonlyMap<number, number> | null;
  readonly metadata: FakeMetadata;
}

/** What an index holds: dense vectors of one length, or sparse ones only. */
export interface FakeShape {
  readonly dimension: number | null;
  readonly metric: string;
}

/** Reads one record of an upsert; throws the 400 the API answers for one it does not take. */
export function readRecord(input: unknown, shape: FakeShape, limits: FakeLimits): FakeRecord {
  if (!isObject(input)) throw refuse("every vector must be an object");
  const id = readId(input.id, limits);
  const values = input.values === undefined ? null : readDense(input.values, shape, `vector id ${id}`);
  const sparse = input.sparseValues === undefined ? null : readSparse(input.sparseValues, limits);
  if (shape.dimension === null && (values !== null || sparse === null)) {
    throw refuse(`Sparse indexes take sparse values only: vector id ${id}`);
  }
  if (shape.dimension !== null && values === null) throw refuse(`Dense indexes need dense values: vector id ${id}`);
  if (values?.every((value) => value === 0)) {
    throw refuse(`Dense vectors must contain at least one non-zero value. Vector ID: ${id}`);
  }
  return { id, values, sparse, metadata: readMetadata(input.metadata ?? {}, limits) };
}

/** Reads a record id: ASCII, without NUL, of limited length. */
export function readId(id: unknown, limits: FakeLimits): string {
  if (typeof id !== "string" || id === "") throw refuse("Vector ID must not be empty");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII but NUL is allowed
  if (!/^[\x01-\x7f]*$/.test(id)) throw refuse(`Vector ID must be ASCII, but got '${id}'`);
  if (id.length > limits.idCharacters) throw refuse(`Vector ID is longer than ${limits.idCharacters} characters`);
  return id;
}

/** Reads a dense vector of the index's dimension. */
export function readDense(input: unknown, { dimension }: FakeShape, owner: string): Float32Array {
  if (!Array.isArray(input) || !input.every((value) => typeof value === "number")) {
    throw refuse(`values must be a list of numbers: ${owner}`);
  }
  if (input.length !== dimension) {
    throw refuse(`Vector dimension ${input.length} does not match the dimension of the index ${dimension}`);
  }
  return Float32Array.from(input);
}

/** Reads a sparse vector: positions below 2^32, each once, as many as values. */
export function readSparse(input: unknown, limits: FakeLimits): ReadonlyMap<number, number> {
  const { indices, values } = isObject(input) ? input : {};
  if (!Array.isArray(indices) || !Array.isArray(values) || indices.length !== values.length) {
    throw refuse("Sparse vector indices and values must have the same length");
  }
  if (indices.length === 0) throw refuse("Sparse vector must contain at least one value");
  if (indices.length > limits.sparseValues) {
    throw refuse(`Sparse vectors can contain no more than ${limits.sparseValues} non-zero values`);
  }
  const sparse = new Map<number, number>();
  for (const [position, index] of indices.entries()) {
    const value: unknown = values[position];
    if (!Number.isInteger(index) || index < 0 || index >= 2 ** 32 || typeof value !== "number") {
      throw refuse("Sparse vector indices must be unsigned 32-bit integers and its values numbers");
    }
    sparse.set(index, Math.fround(value));
  }
  if (sparse.size < indices.length) throw refuse("Sparse vector indices must be unique");
  return sparse;
}

/** Reads metadata: strings, finite numbers, booleans and lists of strings, within the limit. */
export function readMetadata(input: unknown, limits: FakeLimits): FakeMetadata {
  if (!isObject(input)) throw refuse("metadata must be an object");
  for (const [key, value] of Object.entries(input)) {
    const plain = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
    if (!plain && !(Array.isArray(value) && value.every((each) => typeof each === "string"))) {
      throw refuse(
        `Metadata value must be a string, number, boolean or list of strings, got '${JSON.stringify(value)}' for field '${key}'`,
      );
    }
  }
  const bytes = Buffer.byteLength(JSON.stringify(input), "utf8");
  if (bytes > limits.metadataBytes) {
    throw refuse(
      `Metadata size is ${bytes} bytes, which exceeds the limit of ${limits.metadataBytes} bytes per vector`,
    );
  }
  return input as FakeMetadata;
}
