import { hash } from "node:crypto";
import type { EmbeddingSpace } from "@tributary/embedding";
import { expect, it } from "vitest";
import { sql } from "./drizzle.ts";
import { createEmbeddingCache } from "./embedding-cache.ts";
import { rowsOf } from "./query.ts";
import { describeDatabases } from "./testing/test-databases.ts";

describeDatabases("the embedding cache", (database) => {
  const space: EmbeddingSpace = { model: "test", dimensions: 3, inputType: "document" };
  const key = (text: string) => hash("sha256", text);
  const vector = (n: number) => Float32Array.of(n, -n / 3, 1e-20 * n);

  it("returns the vectors it was given, bit by bit, and only those", async () => {
    const cache = createEmbeddingCache(database());
    const entries = new Map(Array.from({ length: 1201 }, (_, n) => [key(`text ${n}`), vector(n)] as const));
    await cache.put(space, entries);
    expect(await cache.get(space, [...entries.keys(), key("unknown"), key("text 1")])).toEqual(entries);
    expect(await cache.get(space, [])).toEqual(new Map());
    await cache.put(space, new Map());
  });

  it("keeps spaces apart", async () => {
    const cache = createEmbeddingCache(database());
    const spaces: EmbeddingSpace[] = [
      { ...space, model: "one" },
      { ...space, model: "two" },
      { ...space, model: "one", inputType: "query" },
    ];
    for (const [n, own] of spaces.entries()) await cache.put(own, new Map([[key("same"), vector(n + 1)]]));
    for (const [n, own] of spaces.entries()) {
      expect(await cache.get(own, [key("same")])).toEqual(new Map([[key("same"), vector(n + 1)]]));
    }
    expect(await cache.get({ ...space, model: "one", dimensions: 4 }, [key("same")])).toEqual(new Map());
  });

  it("takes a part of a larger buffer for what it is", async () => {
    const cache = createEmbeddingCache(database());
    const large = Float32Array.of(0, 1, 2, 3, 4, 5);
    await cache.put(space, new Map([[key("part"), large.subarray(1, 4)]]));
    expect(await cache.get(space, [key("part")])).toEqual(new Map([[key("part"), Float32Array.of(1, 2, 3)]]));
  });

  it.each([
    ["too short", "\\x0000803f"],
    ["of no whole number", "\\x0000803f0000803f0000c07f"],
    ["empty", "\\x"],
  ])("takes a damaged vector (%s) for unknown and writes it anew", async (_, damaged) => {
    const cache = createEmbeddingCache(database());
    const hashes = [key("damaged"), key("whole")];
    await cache.put(space, new Map(hashes.map((own) => [own, vector(1)])));
    await rowsOf(
      database(),
      sql`UPDATE embedding_cache SET vector = ${damaged}::bytea WHERE text_hash = ${Buffer.from(key("damaged"), "hex")}`,
    );
    expect([...(await cache.get(space, hashes)).keys()]).toEqual([key("whole")]);
    await cache.put(space, new Map([[key("damaged"), vector(2)]]));
    expect((await cache.get(space, hashes)).get(key("damaged"))).toEqual(vector(2));
  });

  it("refuses vectors and hashes of another size", async () => {
    const cache = createEmbeddingCache(database());
    const refused = { name: "DatabaseError", code: "constraint" };
    await expect(cache.put(space, new Map([[key("x"), Float32Array.of(1)]]))).rejects.toMatchObject(refused);
    await expect(cache.put(space, new Map([["abc", vector(1)]]))).rejects.toMatchObject(refused);
    expect(await cache.get(space, ["abc", "\0", "é"])).toEqual(new Map());
  });
});
