import { describe, expect, it } from "vitest";
import { createTransformersEmbedder, embedTexts, type TransformersModule } from "./index.ts";

/** A library whose one model has a token a word, and vectors of how often it sees each of three letters. */
function library(options: { failures?: (string | Error)[]; tokenizer?: boolean; paddingSide?: string } = {}) {
  const loads: unknown[] = [];
  const calls: string[][] = [];
  let [running, most] = [0, 0];
  const module: TransformersModule = {
    async pipeline(task, model, given) {
      loads.push([task, model, given]);
      const failure = options.failures?.shift();
      if (failure !== undefined) throw typeof failure === "string" ? new Error(failure) : failure;
      const run = async (texts: string[]) => {
        running += 1;
        most = Math.max(most, running);
        calls.push(texts);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        const count = (text: string, letter: string) => text.split(letter).length;
        const data = Float32Array.from(texts.flatMap((text) => ["a", "b", "c"].map((letter) => count(text, letter))));
        return { dims: [texts.length, 3], data };
      };
      const { paddingSide = "right" } = options;
      const tokenizer = { encode: (text: string) => text.split(" "), padding_side: paddingSide };
      return options.tokenizer === false ? run : Object.assign(run, { tokenizer });
    },
  };
  return { load: async () => module, loads, calls, most: () => most };
}

const inputType = "document";

describe("createTransformersEmbedder", () => {
  it("loads once, embeds in batches and in order, one batch at a time", async () => {
    const { load, loads, calls, most } = library();
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, batchSize: 2, dtype: "q8", load });
    const texts = ["a", "b b", "c c c", "", "a b"];
    const [result] = await Promise.all([
      embedTexts({ embedder, texts, inputType }),
      embedder.embed(["x"], { inputType: "query" }),
    ]);
    expect(loads).toEqual([["feature-extraction", "tiny", { dtype: "q8" }]]);
    expect(most()).toBe(1);
    expect(calls.map(({ length }) => length).sort()).toEqual([1, 1, 2, 2]);
    for (const [index, text] of texts.entries()) {
      const [alone] = await embedder.embed([text], { inputType });
      expect(result.vectors[index]).toEqual(alone);
      expect(Math.hypot(...(alone ?? []))).toBeCloseTo(1, 5);
    }
    expect(result.usage.tokens).toBe(0);
  });

  it("puts prefixes before texts and counts them, by the model's tokenizer", async () => {
    const { load, calls } = library();
    const prefixes = { document: "passage: ", query: "query: " };
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, maxTokensPerInput: 3, prefixes, load });
    expect((await embedTexts({ embedder, texts: ["one two", "one two three four"], inputType })).cut).toEqual([1]);
    await embedder.embed(["one"], { inputType: "query" });
    expect(calls).toEqual([["passage: one two"], ["query: one"]]);
  });

  it("cuts what comes without embedTexts, too", async () => {
    const { load, calls } = library();
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, maxTokensPerInput: 2, load });
    await embedder.embed(["one two three", "one"], { inputType: "query" });
    expect(calls).toEqual([["one two", "one"]]);
  });

  it.each([
    ["right", [["a"], ["b b"]]],
    ["left", [["a", "b b"]]],
  ])(
    "runs texts filled up on the %s so that the last token's vector is a text's own",
    async (paddingSide, expected) => {
      const { load, calls } = library({ paddingSide });
      const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, pooling: "last_token", load });
      expect(await embedder.embed(["a", "b b"], { inputType })).toHaveLength(2);
      expect(calls).toEqual(expected);
    },
  );

  it.each([
    [{ cacheFolder: "/cache", localFilesOnly: true }, "/cache/someone/tiny"],
    [{ cacheFolder: "/cache", localFilesOnly: true, revision: "main" }, "/cache/someone/tiny"],
    [{ cacheFolder: "/cache", localFilesOnly: true, revision: "v2" }, "/cache/someone/tiny/v2"],
    [{ cacheFolder: "/cache" }, "someone/tiny"],
    [{ localFilesOnly: true }, "someone/tiny"],
  ])("with %j looks for the model at %s", async (options, place) => {
    const { load, loads } = library();
    await createTransformersEmbedder({ model: "someone/tiny", dimensions: 3, load, ...options }).embed(["a"], {
      inputType,
    });
    expect(loads).toMatchObject([["feature-extraction", place, {}]]);
  });

  it("estimates tokens for a pipeline without tokenizer", async () => {
    const { load } = library({ tokenizer: false });
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, maxTokensPerInput: 4, load });
    expect((await embedTexts({ embedder, texts: ["short", "a much longer text"], inputType })).cut).toEqual([1]);
  });

  it("is another model to whoever asks when anything changes its vectors", () => {
    const names = [
      {},
      { dtype: "q8" },
      { revision: "v2" },
      { pooling: "cls" },
      { prefixes: { query: "q: " } },
    ] as const;
    const models = names.map((name) => createTransformersEmbedder({ model: "tiny", dimensions: 3, ...name }).model);
    expect(models[0]).toBe("tiny");
    expect(new Set(models).size).toBe(names.length);
  });

  it("says what is wrong with a model that does not load, and tries again", async () => {
    const { load } = library({ failures: ["Could not locate file: tiny/config.json", "fetch failed"] });
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3, load });
    await expect(embedder.embed(["a"], { inputType })).rejects.toMatchObject({ code: "model-not-found" });
    await expect(embedder.embed(["a"], { inputType })).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(await embedder.embed(["a"], { inputType })).toHaveLength(1);
  });

  it("knows the library's own error of a missing file, whatever it says", async () => {
    const failure = Object.assign(new Error("Local file missing"), { name: "ModelFileNotFoundError" });
    const { load } = library({ failures: [failure] });
    const embedder = createTransformersEmbedder({ model: "/models/tiny", dimensions: 3, load });
    await expect(embedder.embed(["a"], { inputType })).rejects.toMatchObject({ code: "model-not-found" });
  });

  it("refuses a model of another size", async () => {
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 4, load: library().load });
    await expect(embedder.embed(["a"], { inputType })).rejects.toThrow("3 numbers where 4 were expected");
  });

  it("says how to get the library when it is not there", async () => {
    const embedder = createTransformersEmbedder({ model: "tiny", dimensions: 3 });
    await expect(embedder.embed(["a"], { inputType })).rejects.toMatchObject({
      code: "invalid-options",
      message: expect.stringContaining("npm i @huggingface/transformers"),
    });
  });
});
