import { describe, expect, it } from "vitest";
import type { EmbedderLimits, InputType } from "./contract.ts";
import { EmbeddingError } from "./error.ts";
import { type ProviderCall, shareCalls } from "./shared-calls.ts";

const document = { inputType: "document" } as const;
const words = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);

/** A provider that answers with each text's length, one token a character, when told to; `bad` spoils a call. */
function provider(limits: Partial<EmbedderLimits> = {}) {
  const calls: { texts: readonly string[]; inputType: InputType; signal: AbortSignal | undefined }[] = [];
  let [running, most] = [0, 0];
  const call: ProviderCall = async (texts, { inputType, signal }) => {
    calls.push({ texts, inputType, signal });
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    signal?.throwIfAborted();
    if (texts.includes("bad")) throw new EmbeddingError("invalid-request", "a bad text");
    if (texts.includes("down")) throw new EmbeddingError("unavailable", "down");
    return {
      vectors: texts.map(({ length }) => Float32Array.of(length)),
      tokens: texts.reduce((sum, { length }) => sum + length, 0),
    };
  };
  const all = { maxInputsPerCall: 10, maxTokensPerInput: 100, concurrentCalls: 2, ...limits };
  const shared = shareCalls(call, all, ({ length }) => length);
  return { shared, calls, sizes: () => calls.map(({ texts }) => texts.length), most: () => most };
}

describe("shareCalls", () => {
  it("fills calls with the texts of many callers, and gives each its own vectors and tokens", async () => {
    const { shared, sizes, most } = provider();
    const requests = Array.from({ length: 9 }, (_, index) => words("word".repeat(index), 7));
    const answers = await Promise.all(requests.map((texts) => shared(texts, document)));
    for (const [index, { vectors, tokens }] of answers.entries()) {
      const lengths = requests[index]?.map(({ length }) => length) ?? [];
      expect(vectors.map(([length]) => length)).toEqual(lengths);
      expect(tokens).toBe(lengths.reduce((sum, length) => sum + length, 0));
    }
    expect(sizes()).toEqual([10, 10, 10, 10, 10, 10, 3]);
    expect(most()).toBe(2);
  });

  it("keeps back texts that fill no call while another is under way, for those that come meanwhile", async () => {
    const { shared, sizes } = provider();
    const first = shared(words("a", 14), document);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, shared(words("b", 5), document)]);
    expect(sizes()).toEqual([10, 9]);
  });

  it("keeps to the tokens of a call, and gives one that is longer a call of its own", async () => {
    const { shared, calls } = provider({ maxTokensPerCall: 10 });
    await Promise.all([shared(["12345", "123456", "1234"], document), shared(["1".repeat(20), "1"], document)]);
    expect(calls.map(({ texts }) => texts.map(({ length }) => length))).toEqual([[5], [6, 4], [20], [1]]);
  });

  it("lets queries pass the documents that wait, in calls of their own", async () => {
    const { shared, calls } = provider({ concurrentCalls: 1 });
    await Promise.all([shared(words("d", 30), document), shared(["q"], { inputType: "query" })]);
    expect(calls.map(({ inputType }) => inputType)).toEqual(["query", "document", "document", "document"]);
  });

  it("makes a call that one caller's text spoiled again for each alone", async () => {
    const { shared, sizes } = provider();
    const [good, bad] = await Promise.allSettled([
      shared(["one", "two"], document),
      shared(["bad", "three"], document),
    ]);
    expect(good).toMatchObject({ status: "fulfilled", value: { tokens: 6 } });
    expect(bad).toMatchObject({ status: "rejected", reason: { code: "invalid-request" } });
    expect(sizes()).toEqual([4, 2, 2]);
  });

  it("fails every caller of a call the provider could not make, once, and drops what they still waited for", async () => {
    const { shared, sizes } = provider({ concurrentCalls: 1 });
    const work = [shared(["down", ...words("w", 25)], document), shared(words("v", 10), document)];
    const [first, second] = await Promise.allSettled(work);
    expect([first?.status, second?.status]).toEqual(["rejected", "fulfilled"]);
    expect(sizes()).toEqual([10, 10]);
  });

  it("aborts a call only when everybody gave up", async () => {
    const { shared, calls, sizes } = provider({ concurrentCalls: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const one = shared(["one"], { ...document, signal: first.signal });
    const two = shared(["two"], { ...document, signal: second.signal });
    await new Promise((resolve) => setImmediate(resolve));
    first.abort(new Error("enough"));
    await expect(one).rejects.toThrow("enough");
    expect(calls[0]?.signal?.aborted).toBe(false);
    expect((await two).tokens).toBe(3);
    const three = shared(["three"], { ...document, signal: second.signal });
    await new Promise((resolve) => setImmediate(resolve));
    second.abort(new Error("enough too"));
    await expect(three).rejects.toThrow("enough too");
    expect(calls[1]?.signal?.aborted).toBe(true);
    expect(sizes()).toEqual([2, 1]);
  });
});
