import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Embedder, EmbedderLimits } from "./contract.ts";
import { embedTexts } from "./embed-texts.ts";
import { createLocalEmbedder } from "./local-embedder.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { estimateTokens } from "./tokens.ts";

/** The local embedder under other limits, with a record of its calls. */
function recording(limits: Partial<EmbedderLimits> = {}): Embedder & { readonly calls: string[][] } {
  const local = createLocalEmbedder({ dimensions: 16 });
  const calls: string[][] = [];
  return {
    ...local,
    limits: { ...local.limits, ...limits },
    calls,
    embed(texts, options) {
      calls.push([...texts]);
      return local.embed(texts, options);
    },
  };
}

const inputType = "document";

describe("embedTexts", () => {
  it("returns the vector of each text in order, whatever is cached, repeated or split into calls", async () => {
    const words = fc.array(fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon", "zeta", ""), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(words, words, fc.integer({ min: 1, max: 4 }), async (before, texts, maxInputsPerCall) => {
        const embedder = recording({ maxInputsPerCall });
        const cache = createMemoryCache();
        const first = await embedTexts({ embedder, cache, texts: before, inputType });
        const result = await embedTexts({ embedder, cache, texts, inputType });
        const expected = await createLocalEmbedder({ dimensions: 16 }).embed(texts, { inputType });
        expect(result.vectors).toEqual(expected);
        const known = new Set(texts.filter((text) => before.includes(text))).size;
        expect(result).toMatchObject({ cached: known, embedded: new Set(texts).size - known, cut: [] });
        expect(first.embedded).toBe(new Set(before).size);
        for (const call of embedder.calls) expect(call.length).toBeLessThanOrEqual(maxInputsPerCall);
      }),
    );
  });

  it("fills calls up to the token limit and gives a text beyond it a call of its own", async () => {
    const embedder = recording({ maxTokensPerCall: 10 });
    const texts = ["one", "two", "a rather long text that alone is above the limit of a call", "three", "four"];
    await embedTexts({ embedder, texts, inputType });
    expect(embedder.calls).toEqual([["one", "two"], [texts[2]], ["three", "four"]]);
    expect(estimateTokens(texts[2] ?? "")).toBeGreaterThan(10);
  });

  it("cuts texts to what the model reads and says which", async () => {
    const embedder = recording({ maxTokensPerInput: 4 });
    const result = await embedTexts({ embedder, texts: ["short", "a much longer text", "😀😀😀"], inputType });
    expect(result.cut).toEqual([1, 2]);
    expect(embedder.calls).toEqual([["short", "a much longer ", "😀😀"]]);
  });

  it("embeds two texts once that the cut made equal", async () => {
    const embedder = recording({ maxTokensPerInput: 1 });
    const result = await embedTexts({ embedder, texts: ["aaaaaaaa", "aaaaaaaaa"], inputType });
    expect(result).toMatchObject({ embedded: 1, cut: [0, 1] });
  });

  it("calls nobody for no texts", async () => {
    const embedder = recording();
    expect(await embedTexts({ embedder, texts: [], inputType })).toEqual({
      vectors: [],
      embedded: 0,
      cached: 0,
      cut: [],
      usage: { calls: 0, tokens: 0 },
    });
    expect(embedder.calls).toEqual([]);
  });

  it("keeps documents and queries apart in the cache", async () => {
    const cache = createMemoryCache();
    const embedder = recording();
    await embedTexts({ embedder, cache, texts: ["text"], inputType: "document" });
    expect(await embedTexts({ embedder, cache, texts: ["text"], inputType: "query" })).toMatchObject({ embedded: 1 });
  });

  it("stores each call's vectors before the next, so that a failure loses one batch", async () => {
    const cache = createMemoryCache();
    const healthy = recording({ maxInputsPerCall: 1 });
    const failing: Embedder = {
      ...healthy,
      embed: (texts, options) => {
        if (texts[0] === "second") throw new Error("provider down");
        return healthy.embed(texts, options);
      },
    };
    await expect(embedTexts({ embedder: failing, cache, texts: ["first", "second"], inputType })).rejects.toThrow(
      "provider down",
    );
    expect(await embedTexts({ embedder: healthy, cache, texts: ["first", "second"], inputType })).toMatchObject({
      cached: 1,
      embedded: 1,
    });
  });

  it("embeds again what the cache returns in the wrong size", async () => {
    const embedder = recording();
    const cache = createMemoryCache();
    const stale = {
      ...cache,
      get: async (_: unknown, hashes: readonly string[]) => new Map(hashes.map((hash) => [hash, new Float32Array(3)])),
    };
    expect(await embedTexts({ embedder, cache: stale, texts: ["text"], inputType })).toMatchObject({
      embedded: 1,
      cached: 0,
    });
  });

  it.each([
    ["too few vectors", () => [], "asked for 1 vectors and returned 0"],
    ["a vector of another size", () => [new Float32Array(3)], "3 numbers where 16 were expected"],
    ["a number that is not finite", () => [new Float32Array(16).fill(Number.NaN)], "not finite"],
  ])("refuses %s from an embedder", async (_, answer, message) => {
    const embedder: Embedder = { ...recording(), embed: async () => answer() };
    const work = embedTexts({ embedder, texts: ["text"], inputType });
    await expect(work).rejects.toMatchObject({ name: "EmbeddingError", code: "invalid-response", retryable: false });
    await expect(work).rejects.toThrow(message);
  });

  it("throws the signal's reason before the next call", async () => {
    const controller = new AbortController();
    const healthy = recording({ maxInputsPerCall: 1 });
    const embedder: Embedder = {
      ...healthy,
      embed: (texts, options) => {
        controller.abort(new Error("stop here"));
        return healthy.embed(texts, { inputType: options.inputType });
      },
    };
    const work = embedTexts({ embedder, texts: ["one", "two"], inputType, signal: controller.signal });
    await expect(work).rejects.toThrow("stop here");
    expect(healthy.calls).toEqual([["one"]]);
  });
});
