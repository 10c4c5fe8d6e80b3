import type { EmbeddingCache, EmbeddingSpace } from "@tributary/embedding";
import type { Database } from "./database.ts";
import { sql } from "./drizzle.ts";
import { DatabaseError } from "./errors.ts";
import { rowsOf } from "./query.ts";
import { embeddingCache as table } from "./schema/tables.ts";

/** Bytes of a SHA-256. */
const HASH_BYTES = 32;
/** Vectors written or read by one statement; bounds what it takes in memory to a few megabytes. */
const VECTORS_PER_STATEMENT = 500;

/**
 * An embedding cache in the database, shared by all workspaces: a vector says nothing that its text does not. A vector
 * that is damaged counts as unknown, and is written anew.
 */
export function createEmbeddingCache(database: Database): EmbeddingCache {
  return {
    async get(space, hashes) {
      const found = new Map<string, Float32Array>();
      for (const part of parts([...new Set(hashes)].filter(isHash))) {
        for (const { hash, vector } of await select(database, space, part)) {
          const values = readVector(vector, space.dimensions);
          if (values) found.set(hash.toString("hex"), values);
        }
      }
      return found;
    },
    async put(space, entries) {
      for (const [hash, vector] of entries) {
        if (!isHash(hash) || vector.length !== space.dimensions) {
          const found = `a key of ${hash.length} characters with ${vector.length} numbers`;
          throw new DatabaseError(
            "constraint",
            `The embedding cache takes SHA-256 in hex and ${space.dimensions} numbers, not ${found}.`,
          );
        }
      }
      for (const part of parts([...entries])) await insert(database, space, part);
    },
  };
}

// Both statements take hashes and vectors as two packed parameters and cut them apart in SQL: a parameter a row would
// cost several times as much.
function select(
  database: Database,
  { model, dimensions, inputType }: EmbeddingSpace,
  hashes: readonly string[],
): Promise<{ hash: Buffer; vector: Buffer }[]> {
  const packed = Buffer.from(hashes.join(""), "hex");
  // An array, not a join: without statistics the planner would read the whole table for a join.
  return rowsOf(
    database,
    sql`SELECT text_hash AS hash, vector FROM ${table}
        WHERE model = ${model} AND dimensions = ${dimensions} AND input_type = ${inputType} AND text_hash = ANY(ARRAY(
          SELECT substring(${packed}::bytea FROM position * ${HASH_BYTES} + 1 FOR ${HASH_BYTES})
          FROM generate_series(0, ${hashes.length - 1}::int) AS position))`,
  );
}

async function insert(
  database: Database,
  { model, dimensions, inputType }: EmbeddingSpace,
  entries: readonly (readonly [string, Float32Array])[],
): Promise<void> {
  const hashes = Buffer.from(entries.map(([hash]) => hash).join(""), "hex");
  const bytes = dimensions * Float32Array.BYTES_PER_ELEMENT;
  const vectors = Buffer.concat(entries.map(([, { buffer, byteOffset }]) => Buffer.from(buffer, byteOffset, bytes)));
  await rowsOf(
    database,
    sql`INSERT INTO ${table} (model, dimensions, input_type, text_hash, vector)
        SELECT ${model}, ${dimensions}::int, ${inputType},
          substring(${hashes}::bytea FROM position * ${HASH_BYTES} + 1 FOR ${HASH_BYTES}),
          substring(${vectors}::bytea FROM position * ${bytes}::int + 1 FOR ${bytes}::int)
        FROM generate_series(0, ${entries.length - 1}::int) AS position
        ON CONFLICT (text_hash, model, dimensions, input_type) DO UPDATE SET vector = excluded.vector
          WHERE ${table.vector} <> excluded.vector`,
  );
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function readVector(bytes: Buffer, dimensions: number): Float32Array | undefined {
  if (bytes.length !== dimensions * Float32Array.BYTES_PER_ELEMENT) return undefined;
  // Copied: a Float32Array must begin at a multiple of four bytes.
  const vector = new Float32Array(Uint8Array.from(bytes).buffer);
  return vector.every(Number.isFinite) ? vector : undefined;
}

function* parts<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += VECTORS_PER_STATEMENT) {
    yield values.slice(start, start + VECTORS_PER_STATEMENT);
  }
}
