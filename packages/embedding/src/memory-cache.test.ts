import { describe, expect, it } from "vitest";
import { EmbeddingError } from "./error.ts";
import { createMemoryCache } from "./memory-cache.ts";

const space = { model: "m", dimensions: 2, inputType: "document" } as const;

describe("createMemoryCache", () => {
  it("returns what was put under the same space and hash, and nothing else", async () => {
    const cache = createMemoryCache();
    await cache.put(space, new Map([["a", Float32Array.of(1, 0)]]));
    expect(await cache.get(space, ["a", "b"])).toEqual(new Map([["a", Float32Array.of(1, 0)]]));
    for (const other of [{ model: "n" }, { dimensions: 3 }, { inputType: "query" as const }]) {
      expect(await cache.get({ ...space, ...other }, ["a"])).toEqual(new Map());
    }
  });

  it("keeps its own copies", async () => {
    const cache = createMemoryCache();
    const vector = Float32Array.of(1, 0);
    await cache.put(space, new Map([["a", vector]]));
    vector[0] = 9;
    (await cache.get(space, ["a"])).get("a")?.fill(7);
    expect((await cache.get(space, ["a"])).get("a")).toEqual(Float32Array.of(1, 0));
  });

  it("drops the oldest entries beyond its limit; writing again makes new", async () => {
    const cache = createMemoryCache({ maxEntries: 2 });
    const entry = (hash: string) => new Map([[hash, Float32Array.of(1, 0)]]);
    for (const hash of ["a", "b", "a", "c"]) await cache.put(space, entry(hash));
    expect([...(await cache.get(space, ["a", "b", "c"])).keys()]).toEqual(["a", "c"]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a limit of %s", (maxEntries) => {
    expect(() => createMemoryCache({ maxEntries })).toThrow(EmbeddingError);
  });
});
