import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EmbeddingError } from "./error.ts";
import { createLocalEmbedder, LOCAL_DIMENSIONS, LOCAL_MODEL } from "./local-embedder.ts";

const embedder = createLocalEmbedder();

async function embed(...texts: string[]): Promise<Float32Array[]> {
  return embedder.embed(texts, { inputType: "document" });
}

async function similarity(first: string, second: string): Promise<number> {
  const [a, b] = (await embed(first, second)) as [Float32Array, Float32Array];
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

describe("createLocalEmbedder", () => {
  it("names its model, its dimensions and what it is", () => {
    expect(embedder).toMatchObject({ model: LOCAL_MODEL, dimensions: LOCAL_DIMENSIONS, kind: "lexical" });
  });

  it("returns vectors of length 1, the same for the same text, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 100 }), async (text) => {
        const [first, other, again] = (await embed(text, `other ${text}`, text)) as [
          Float32Array,
          Float32Array,
          Float32Array,
        ];
        expect(first).toHaveLength(LOCAL_DIMENSIONS);
        expect(again.every((value, index) => value === first[index])).toBe(true);
        for (const vector of [first, other]) expect(lengthOf(vector)).toBeCloseTo(1, 4);
      }),
    );
  });

  it("never changes what a text gets without a new model name", async () => {
    const small = createLocalEmbedder({ dimensions: 16 });
    const [vector] = (await small.embed(["export function parseURLs(the_input: string) // 日本 é"], {
      inputType: "document",
    })) as [Float32Array];
    expect([LOCAL_MODEL, ...[...vector].map((value) => Math.round(value * 1000))]).toMatchInlineSnapshot(`
      [
        "local-hash-v1",
        34,
        0,
        -137,
        103,
        -171,
        377,
        -171,
        0,
        0,
        -343,
        -69,
        -240,
        617,
        -171,
        103,
        411,
      ]
    `);
  });

  it("puts texts that share words, parts of identifiers or letters near each other", async () => {
    expect(await similarity("getUserName", "get_user_name")).toBeGreaterThan(0.95);
    expect(await similarity("parseURLs", "PARSE urls")).toBeGreaterThan(0.6);
    expect(await similarity("café", "cafe\u0301")).toBeCloseTo(1, 5);
    expect(await similarity("東京の天気", "天気は東京で")).toBeGreaterThan(0.4);
    expect(await similarity("한국어", "하늘이")).toBeLessThan(0.2);
    const typo = await similarity("authentication", "authentcation");
    expect(typo).toBeGreaterThan(0.4);
    expect(typo).toBeGreaterThan((await similarity("authentication", "rate limiting")) + 0.3);
  });

  it("lets common words count less than others", async () => {
    const query = "where is the cache";
    expect(await similarity(query, "cache of results")).toBeGreaterThan(await similarity(query, "where is the door"));
  });

  it.each([
    ["nothing", ""],
    ["punctuation", "(){}[];:!?"],
    ["lone surrogates", "\ud800\udc00\ud800 \udfff"],
    ["NUL", "\0\0\0"],
  ])("returns a vector of length 1 for %s", async (_, text) => {
    const [vector] = (await embed(text)) as [Float32Array];
    expect(lengthOf(vector)).toBeCloseTo(1, 5);
  });

  it("takes time in proportion to the text, also for one repeated character and for no repetition at all", async () => {
    const distinct = Array.from({ length: 30_000 }, (_, index) => `w${(index * 7919).toString(36)}x`).join(" ");
    const vectors = await embed("a".repeat(300_000), "🔥".repeat(100_000), distinct);
    for (const vector of vectors) expect(lengthOf(vector)).toBeCloseTo(1, 4);
  });

  it("forgets the text before: order and company change nothing", async () => {
    const [alone] = await embed("the second text");
    const [, second] = await embed("a first, longer text about caches", "the second text");
    expect(second).toEqual(alone);
  });

  it("stops between texts when the signal aborts", async () => {
    const controller = new AbortController();
    const texts = Array.from({ length: 200 }, (_, index) => `text ${index} `.repeat(2000));
    const work = embedder.embed(texts, { inputType: "document", signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(work).rejects.toThrow("enough");
  });

  it.each([0, 15, 4097, 38.4, Number.NaN])("refuses %s dimensions", (dimensions) => {
    expect(() => createLocalEmbedder({ dimensions })).toThrow(EmbeddingError);
    expect(() => createLocalEmbedder({ dimensions })).toThrow("whole number from 16 to 4096");
  });
});
