import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createMemoryCache,
  createTransformersEmbedder,
  embedTexts,
  type TransformersEmbedderOptions,
} from "../src/index.ts";
import { requireLibrary } from "./library.ts";
import { firstSentence, rows, type Token, writeTinyModel } from "./tiny-model.ts";

const root = mkdtempSync(join(tmpdir(), "tributary-tiny-model-"));
const tiny = join(root, "tiny");
const cacheFolder = join(root, "cache");
beforeAll(() => {
  requireLibrary();
  writeTinyModel(tiny);
  writeTinyModel(join(root, "left"), "left");
  writeTinyModel(join(cacheFolder, "someone/tiny"));
  writeTinyModel(join(cacheFolder, "someone/tiny/v2"), "left");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const create = (options: Partial<TransformersEmbedderOptions> = {}) =>
  createTransformersEmbedder({ model: tiny, dimensions: 3, localFilesOnly: true, ...options });

const inputType = "document";

/** What the model has for a token, and the parts of vectors by hand: nothing of the library is used. */
const rowOf = (token: Token) => rows[token].map((value, index) => value + (firstSentence[index] ?? 0));
const unit = (vector: readonly number[]) => vector.map((value) => value / Math.hypot(...vector));
const mean = (...tokens: Token[]) =>
  unit([0, 1, 2].map((index) => tokens.reduce((sum, token) => sum + (rowOf(token)[index] ?? 0), 0) / tokens.length));

/** Vectors equal to 6 digits, which is what 32 bits hold. */
function expectVectors(vectors: readonly Float32Array[], expected: readonly (readonly number[])[]): void {
  expect(vectors).toHaveLength(expected.length);
  for (const [row, vector] of vectors.entries()) {
    expect(vector).toBeInstanceOf(Float32Array);
    expect(vector).toHaveLength(3);
    for (const [column, value] of vector.entries()) expect(value).toBeCloseTo(expected[row]?.[column] ?? Number.NaN, 6);
  }
}

describe("createTransformersEmbedder with the library itself", () => {
  it("takes the mean of a text's tokens, without those that only fill the batch, at length 1", async () => {
    const vectors = await create().embed(["red", "Green blue red", "red green"], { inputType });
    expectVectors(vectors, [
      mean("[CLS]", "red", "[SEP]"),
      mean("[CLS]", "green", "blue", "red", "[SEP]"),
      mean("[CLS]", "red", "green", "[SEP]"),
    ]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  });

  it("takes the first token's vector where the model wants that", async () => {
    const vectors = await create({ pooling: "cls" }).embed(["red", "green blue"], { inputType });
    expectVectors(vectors, [unit(rowOf("[CLS]")), unit(rowOf("[CLS]"))]);
  });

  it.each([["right"], ["left"]] as const)(
    "takes the last token's vector, whatever is filled up on the %s",
    async (side) => {
      const model = side === "left" ? join(root, "left") : tiny;
      const vectors = await create({ model, pooling: "last_token" }).embed(["red", "green blue red"], { inputType });
      expectVectors(vectors, [unit(rowOf("[SEP]")), unit(rowOf("[SEP]"))]);
    },
  );

  it("embeds unknown words and no words at all", async () => {
    const vectors = await create().embed(["yellow", "", " \n"], { inputType });
    const unknown = mean("[CLS]", "[UNK]", "[SEP]");
    expectVectors(vectors, [unknown, unknown, unknown]);
  });

  it("puts prefixes before texts, of documents and of queries", async () => {
    const embedder = create({ prefixes: { document: "passage ", query: "query " } });
    expectVectors(await embedder.embed(["red"], { inputType: "document" }), [mean("[CLS]", "passage", "red", "[SEP]")]);
    expectVectors(await embedder.embed(["red"], { inputType: "query" }), [mean("[CLS]", "query", "red", "[SEP]")]);
  });

  it("cuts to so many tokens by the model's tokenizer, its own and the prefix among them, and says which", async () => {
    const embedder = create({ maxTokensPerInput: 5, prefixes: { document: "passage " } });
    const texts = ["red green", "red green blue blue blue", "green"];
    const { vectors, cut } = await embedTexts({ embedder, texts, inputType });
    expect(cut).toEqual([1]);
    const start = mean("[CLS]", "passage", "red", "green", "[SEP]");
    expectVectors(vectors, [start, start, mean("[CLS]", "passage", "green", "[SEP]")]);
    expectVectors(await embedder.embed([texts[1] as string], { inputType: "query" }), [
      mean("[CLS]", "red", "green", "[SEP]"),
    ]);
  });

  it("embeds in batches, in order, each text once", async () => {
    const embedder = create({ batchSize: 4 });
    const words = ["red", "green", "blue", "query", "passage"] as const;
    const spoken = Array.from({ length: 50 }, (_, index) =>
      [0, 1, 2].slice(0, 1 + (index % 3)).map((step) => words[(index + step * (1 + (index % 4))) % 5] as Token),
    );
    const texts = spoken.map((tokens) => tokens.join(" "));
    const cache = createMemoryCache();
    const { vectors, embedded, usage, cut } = await embedTexts({ embedder, texts, cache, inputType });
    expectVectors(
      vectors,
      spoken.map((tokens) => mean("[CLS]", ...tokens, "[SEP]")),
    );
    const distinct = new Set(texts).size;
    expect({ embedded, cut, calls: usage.calls }).toEqual({
      embedded: distinct,
      cut: [],
      calls: Math.ceil(distinct / 4),
    });
    expect(await embedTexts({ embedder, texts, cache, inputType })).toMatchObject({ embedded: 0, vectors });
  });

  it("loads the number type that was asked for", async () => {
    const [vector] = await create({ dtype: "q8" }).embed(["red"], { inputType });
    const turned = [1 + 3, 1, 1].map((value, index) => -value + 3 * (firstSentence[index] ?? 0));
    expectVectors(vector ? [vector] : [], [unit(turned)]);
  });

  it("finds what was downloaded by its name on the hub, in its revision, and asks nobody", async () => {
    const name = { model: "someone/tiny", cacheFolder };
    for (const revision of [{}, { revision: "main" }, { revision: "v2" }]) {
      const vectors = await create({ ...name, ...revision }).embed(["red"], { inputType });
      expectVectors(vectors, [mean("[CLS]", "red", "[SEP]")]);
    }
    const work = create({ ...name, revision: "v3" }).embed(["red"], { inputType });
    await expect(work).rejects.toMatchObject({ code: "model-not-found", retryable: false });
  });

  it("says that a model is missing, or a file of it, and loads it once it is there", async () => {
    const model = join(root, "later");
    const embedder = create({ model });
    const failure = { name: "EmbeddingError", code: "model-not-found", retryable: false };
    await expect(embedder.embed(["red"], { inputType })).rejects.toMatchObject(failure);
    await expect(embedder.embed(["red"], { inputType })).rejects.toThrow(`The model ${model} could not be loaded`);
    mkdirSync(model);
    await expect(create({ model, localFilesOnly: false }).embed(["red"], { inputType })).rejects.toMatchObject(failure);
    await expect(create({ dtype: "q4" }).embed(["red"], { inputType })).rejects.toMatchObject(failure);
    writeTinyModel(model);
    expectVectors(await embedder.embed(["red"], { inputType }), [mean("[CLS]", "red", "[SEP]")]);
  });

  it("refuses a model whose vectors have another size", async () => {
    const work = create({ dimensions: 4 }).embed(["red"], { inputType });
    await expect(work).rejects.toMatchObject({ code: "invalid-response" });
    await expect(work).rejects.toThrow("3 numbers where 4 were expected");
  });
});
