import { COHERE_MAX_TEXTS, createCohereClient } from "@tributary/vendor-cohere";
import { type CohereFake, createFastClock, startCohereFake } from "@tributary/vendor-cohere/testing";
import {
  createOpenAIClient,
  OPENAI_MAX_TEXTS,
  OPENAI_MAX_TOKENS_PER_CALL,
  OPENAI_MAX_TOKENS_PER_TEXT,
} from "@tributary/vendor-openai";
import { type OpenAIFake, startOpenAIFake } from "@tributary/vendor-openai/testing";
import { afterEach, describe, expect, it } from "vitest";
import { createCohereEmbedder, createMemoryCache, createOpenAIEmbedder, type Embedder, embedTexts } from "./index.ts";

const closing: (CohereFake | OpenAIFake)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((fake) => fake.close())));

type Fake = Pick<CohereFake, "requests" | "fail" | "removeModel">;

/** The embedder through the real SDK, and the fake it talks to. */
async function cohere(): Promise<{ embedder: Embedder; fake: Fake; waits: number[] }> {
  const clock = createFastClock();
  const fake = await startCohereFake({ now: clock.now });
  closing.push(fake);
  const client = createCohereClient({ apiKey: "key", baseUrl: fake.url, clock, embedInputsPerMinute: 1_000_000 });
  return { embedder: createCohereEmbedder({ client, dimensions: 256 }), fake, waits: clock.waits };
}

async function openai(): Promise<{ embedder: Embedder; fake: Fake; waits: number[] }> {
  const clock = createFastClock();
  const fake = await startOpenAIFake({ now: clock.now });
  closing.push(fake);
  const client = createOpenAIClient({ apiKey: "key", baseUrl: fake.url, clock });
  return { embedder: createOpenAIEmbedder({ client, dimensions: 64 }), fake, waits: clock.waits };
}

/** A fetch that notes when it was called, and how many calls at most there were in any 60 seconds. */
function noting(clock: { now(): number }) {
  const sent: number[] = [];
  const fetch: typeof globalThis.fetch = (url, init) => {
    sent.push(clock.now());
    return globalThis.fetch(url, init);
  };
  return { sent, fetch };
}
const mostInAMinute = (sent: readonly number[]) =>
  Math.max(...sent.map((start) => sent.filter((time) => time >= start && time < start + 60_000).length));

const inputType = "document";
const textsOf = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
  (body.texts ?? body.input) as string[];
const inOrder = (count: number) => Array.from({ length: count }, (_, index) => `text number ${index}`);

describe.each([
  ["Cohere", cohere, "embed-v4.0", 96],
  ["OpenAI", openai, "text-embedding-3-small", 2_048],
] as const)("the embedder on %s", (_, start, model, most) => {
  it("fills its calls, keeps the order and counts what it cost", async () => {
    const { embedder, fake } = await start();
    const texts = inOrder(most * 3 + 10);
    const prices = { currency: "USD", perMillionTokens: { [model]: 0.5 } };
    const result = await embedTexts({ embedder, texts, inputType, prices });
    expect(fake.requests.map((request) => textsOf(request).length).sort((a, b) => a - b)).toEqual([
      10,
      most,
      most,
      most,
    ]);
    expect(result.usage.calls).toBe(4);
    expect(result.usage.tokens).toBeGreaterThan(texts.length);
    expect(result.usage.cost).toEqual({ amount: (result.usage.tokens / 1_000_000) * 0.5, currency: "USD" });
    for (const index of [0, 1, most, most * 2 + 1, texts.length - 1]) {
      const [alone] = await embedder.embed([texts[index] as string], { inputType });
      expect(result.vectors[index]).toEqual(alone);
    }
  });

  it("shares calls between callers: nearly all are full, as many of them as come", async () => {
    const { embedder, fake } = await start();
    const requests = Array.from({ length: 24 }, (_, caller) =>
      inOrder(Math.floor(most * 0.6)).map((text) => `${caller} ${text}`),
    );
    const results = await Promise.all(requests.map((texts) => embedTexts({ embedder, texts, inputType })));
    const sent = fake.requests.map((request) => textsOf(request).length);
    const texts = requests.flat().length;
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(texts);
    expect(texts / (sent.length * most)).toBeGreaterThanOrEqual(0.95);
    const [alone] = await embedder.embed([requests[7]?.[5] as string], { inputType });
    expect(results[7]?.vectors[5]).toEqual(alone);
  });

  it("returns vectors of length 1 for every text, the empty ones among them", async () => {
    const { embedder, fake } = await start();
    const vectors = await embedder.embed(["word", "", " \n", "half a pair \ud83d"], { inputType });
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
    expect(textsOf(fake.requests[0] as never)).toEqual(["word", ".", ".", "half a pair \ufffd"]);
    expect(await embedder.embed([], { inputType })).toEqual([]);
  });

  it.each([
    ["a storm of 429 without Retry-After", { status: 429, text: "{}", times: 6 }],
    ["a storm of 429 with Retry-After", { status: 429, text: "{}", times: 6, headers: { "retry-after": "20" } }],
    ["500", { status: 500, text: "oops", times: 3, after: 1 }],
    ["a page of a gateway", { status: 502, text: "<html>Bad gateway</html>", times: 2 }],
    ["broken connections", { drop: "before", times: 2 }],
    ["answers that break off", { drop: "half", times: 2 }],
  ] as const)("loses and repeats nothing over %s", async (_, fault) => {
    const { embedder, fake } = await start();
    const healthy = await start();
    const texts = inOrder(most + 5);
    fake.fail(fault);
    const result = await embedTexts({ embedder, texts, inputType });
    const expected = await embedTexts({ embedder: healthy.embedder, texts, inputType });
    expect(result.vectors).toEqual(expected.vectors);
    expect(result.usage).toEqual(expected.usage);
    const embedded = fake.requests.filter(({ status }) => status === 200).flatMap(textsOf);
    expect(embedded.sort()).toEqual([...texts].sort());
  });

  it("keeps what was embedded when the model goes away, and says what to do", async () => {
    const { embedder, fake } = await start();
    const cache = createMemoryCache();
    const texts = inOrder(most + 5);
    await embedTexts({ embedder, cache, texts: texts.slice(0, 5), inputType });
    fake.removeModel(model);
    const work = embedTexts({ embedder, cache, texts, inputType });
    await expect(work).rejects.toMatchObject({ name: "EmbeddingError", code: "model-not-found", retryable: false });
    await expect(work).rejects.toThrow("Choose a model the provider has");
    expect(await embedTexts({ embedder, cache, texts: texts.slice(0, 5), inputType })).toMatchObject({ cached: 5 });
  });

  it("goes on where it stopped when the model went away midway: nothing is lost, nothing embedded twice", async () => {
    const { embedder, fake } = await start();
    const cache = createMemoryCache();
    const texts = inOrder(most * 6);
    fake.fail({ status: 404, text: "gone", after: 2, times: 2 });
    const work = embedTexts({ embedder, cache, texts, inputType });
    await expect(work).rejects.toMatchObject({ code: "model-not-found" });
    await expect(work).rejects.toThrow("(HTTP 404): ");
    const sent = () => fake.requests.filter(({ status }) => status === 200).flatMap(textsOf);
    const kept = sent().length;
    expect([kept >= most * 2, kept <= most * 4]).toEqual([true, true]);
    fake.fail({ status: 500, times: 1 });
    const { vectors, cached, embedded } = await embedTexts({ embedder, cache, texts, inputType });
    expect({ cached, embedded }).toEqual({ cached: kept, embedded: texts.length - kept });
    expect(sent().sort()).toEqual([...texts].sort());
    const healthy = await start();
    expect(vectors).toEqual((await embedTexts({ embedder: healthy.embedder, texts, inputType })).vectors);
  });

  it.each([
    ["wrong dimensions", { dimensions: 3 }, "3 numbers where"],
    ["fewer vectors than texts", { missingVectors: 1 }, "1 vectors"],
  ] as const)("refuses %s and caches none of them", async (_, fault, words) => {
    const { embedder, fake } = await start();
    const cache = createMemoryCache();
    const request = { embedder, cache, texts: ["one", "two"], inputType } as const;
    fake.fail(fault);
    const work = embedTexts(request);
    await expect(work).rejects.toMatchObject({ code: "invalid-response", retryable: false });
    await expect(work).rejects.toThrow(words);
    expect(await embedTexts(request)).toMatchObject({ cached: 0, embedded: 2 });
  });

  it("passes on how long to wait when that is too long to wait here", async () => {
    const { embedder, fake } = await start();
    fake.fail({ status: 429, text: "{}", headers: { "retry-after": "600" } });
    await expect(embedder.embed(["word"], { inputType })).rejects.toMatchObject({
      code: "rate-limited",
      retryable: true,
      retryAfterMs: 600_000,
    });
  });

  it("throws the signal's reason", async () => {
    const { embedder, fake } = await start();
    const controller = new AbortController();
    fake.fail({ delayMs: 300 });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    const work = embedTexts({ embedder, texts: ["word"], inputType, signal: controller.signal });
    await expect(work).rejects.toThrow("enough");
  });
});

it.each([
  ["Cohere", 96],
  ["OpenAI", 2_048],
] as const)("at most so many calls to %s are under way, the texts of all callers together", async (name, most) => {
  let [running, highest] = [0, 0];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    running += 1;
    highest = Math.max(highest, running);
    // Long enough for every call that may be under way to be.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const response = await globalThis.fetch(url, init);
    running -= 1;
    return response;
  };
  const [fake, options] = [await (name === "Cohere" ? startCohereFake() : startOpenAIFake()), { concurrentCalls: 3 }];
  closing.push(fake);
  const connection = { apiKey: "key", baseUrl: fake.url, fetch };
  const embedder =
    name === "Cohere"
      ? createCohereEmbedder({ client: createCohereClient(connection), dimensions: 256, ...options })
      : createOpenAIEmbedder({ client: createOpenAIClient(connection), dimensions: 4, ...options });
  const callers = ["first", "second"].map((caller) => inOrder(most * 3).map((text) => `${caller} ${text}`));
  await Promise.all(callers.map((texts) => embedTexts({ embedder, texts, inputType })));
  expect(fake.requests).toHaveLength(6);
  expect(highest).toBe(3);
});

it("embedders made with one client share its budget", async () => {
  const clock = createFastClock();
  const { sent, fetch } = noting(clock);
  const fake = await startCohereFake();
  closing.push(fake);
  const client = createCohereClient({ apiKey: "key", baseUrl: fake.url, fetch, clock, embedInputsPerMinute: 200 });
  const shapes = [{ dimensions: 256 }, { dimensions: 512 }, { model: "embed-english-light-v3.0" }];
  const begin = clock.now();
  await Promise.all(
    shapes.map((shape) =>
      embedTexts({ embedder: createCohereEmbedder({ client, ...shape }), texts: inOrder(192), inputType }),
    ),
  );
  // Two full calls fit into 200 texts a minute: six take three windows.
  expect(mostInAMinute(sent)).toBe(2);
  expect(clock.now() - begin).toBe(122_000);
});

it("embedders and clients name the same limits", async () => {
  const [first, second] = [(await cohere()).embedder.limits, (await openai()).embedder.limits];
  expect(first.maxInputsPerCall).toBe(COHERE_MAX_TEXTS);
  expect([second.maxInputsPerCall, second.maxTokensPerCall]).toEqual([OPENAI_MAX_TEXTS, OPENAI_MAX_TOKENS_PER_CALL]);
  expect(second.maxTokensPerInput).toBe(OPENAI_MAX_TOKENS_PER_TEXT);
});

describe("createCohereEmbedder", () => {
  it("tells documents and queries apart", async () => {
    const { embedder, fake } = await cohere();
    await embedder.embed(["word"], { inputType: "document" });
    await embedder.embed(["word"], { inputType: "query" });
    expect(fake.requests.map(({ body }) => body.input_type)).toEqual(["search_document", "search_query"]);
    expect(fake.requests[0]?.body.output_dimension).toBe(256);
  });

  it("does not ask models of one size for dimensions, and cuts to what they read", async () => {
    const fake = await startCohereFake();
    closing.push(fake);
    const client = createCohereClient({ apiKey: "key", baseUrl: fake.url });
    const embedder = createCohereEmbedder({ client, model: "embed-english-light-v3.0", dimensions: 384 });
    const texts = ["short", "word ".repeat(2_000)];
    expect((await embedTexts({ embedder, texts, inputType })).cut).toEqual([1]);
    expect(fake.requests[0]?.body.output_dimension).toBeUndefined();
  });

  it.each([
    [{ dimensions: 100 }, "256, 512, 1024 numbers, not of 100"],
    [{ model: "embed-v9" }, "give its dimensions and maxTokensPerInput"],
    [{ concurrentCalls: 0 }, "concurrentCalls must be a whole number"],
    [{ maxTokensPerInput: 200_000 }, "from 1 to 128000"],
  ])("refuses %j", (options, message) => {
    const client = createCohereClient({ apiKey: "key" });
    expect(() => createCohereEmbedder({ client, ...options })).toThrow(message);
  });
});

describe("createOpenAIEmbedder", () => {
  it("fills calls to 95 % of their tokens at least, and never beyond", async () => {
    const { embedder, fake } = await openai();
    // Texts of about 100 to 4,000 tokens, of words, code, digits and other scripts.
    const kinds = ["several words in a row ", "const value = call(first[0]); ", "0123456789 ", "数据库连接 "];
    const texts = Array.from({ length: 600 }, (_, index) =>
      `${index} ${kinds[index % 4]?.repeat(20 + ((index * 37) % 700))}`.slice(0, 12_000),
    );
    const { usage, cut } = await embedTexts({ embedder, texts, inputType });
    expect(fake.requests.every(({ status }) => status === 200)).toBe(true);
    expect(cut).toEqual([]);
    expect(usage.calls).toBe(Math.ceil(usage.tokens / (300_000 * 0.95)));
    expect(usage.calls).toBeGreaterThan(3);
  });

  it("keeps to fewer tokens a call where the account may not spend more in a minute", async () => {
    const clock = createFastClock();
    const fake = await startOpenAIFake();
    closing.push(fake);
    const client = createOpenAIClient({ apiKey: "key", baseUrl: fake.url, clock });
    const limits = { maxTokensPerCall: 1_000, maxTokensPerInput: 500 };
    const embedder = createOpenAIEmbedder({ client, dimensions: 4, ...limits });
    const texts = inOrder(100).map((text) => `${text} ${"word ".repeat(95)}`);
    const { usage } = await embedTexts({ embedder, texts, inputType });
    expect(usage.tokens).toBeGreaterThan(9_000);
    expect(fake.requests.every((request) => textsOf(request).length <= 10)).toBe(true);
    expect(usage.calls).toBe(Math.ceil(usage.tokens / 1_000));
    expect(createOpenAIEmbedder({ client, maxTokensPerCall: 1_000 }).limits.maxTokensPerInput).toBe(1_000);
  });

  it("fills the calls that callers share by tokens, too", async () => {
    const { embedder, fake } = await openai();
    const callers = Array.from({ length: 12 }, (_, caller) =>
      Array.from({ length: 90 }, (_, index) => `${caller} ${index} ${"several words in a row ".repeat(250)}`),
    );
    const results = await Promise.all(callers.map((texts) => embedTexts({ embedder, texts, inputType })));
    const tokens = results.reduce((sum, { usage }) => sum + usage.tokens, 0);
    expect(fake.requests.every(({ status }) => status === 200)).toBe(true);
    // All but the last hold 98 % of their tokens or more.
    expect(fake.requests.length).toBe(Math.ceil(tokens / 295_000));
    expect(fake.requests.length).toBeGreaterThan(3);
  });

  it("keeps to the tokens of a minute by their real count, in scripts of which a token is few bytes", async () => {
    const clock = createFastClock();
    const { sent, fetch } = noting(clock);
    const fake = await startOpenAIFake();
    closing.push(fake);
    const client = createOpenAIClient({ apiKey: "key", baseUrl: fake.url, fetch, clock, tokensPerMinute: 26_000 });
    const embedder = createOpenAIEmbedder({ client, dimensions: 4 });
    // Each is cut to 8,192 tokens, of little more than as many bytes: three a minute.
    const texts = Array.from({ length: 9 }, (_, index) => `${index} ${"龘靐齉爨".repeat(1_000)}`);
    for (const text of texts) await embedder.embed([text], { inputType: "query" });
    expect(sent).toHaveLength(9);
    expect(mostInAMinute(sent)).toBe(3);
  });

  it("cuts by the models' own tokenizer and says which, queries too", async () => {
    const { embedder, fake } = await openai();
    const long = "数据库连接池 and some words. ".repeat(2_000);
    expect((await embedTexts({ embedder, texts: ["short", long], inputType })).cut).toEqual([1]);
    await embedder.embed([long], { inputType: "query" });
    expect(fake.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it.each([
    [{ dimensions: 1_537 }, "from 1 to 1536"],
    [{ model: "text-embedding-ada-002", dimensions: 512 }, "1536 numbers only"],
    [{ model: "text-embedding-9" }, "give its dimensions"],
    [{ maxTokensPerInput: 9_000 }, "from 1 to 8192"],
    [{ maxTokensPerCall: 300_001 }, "from 1 to 300000"],
    [{ maxTokensPerCall: 4_000, maxTokensPerInput: 5_000 }, "maxTokensPerInput must be a whole number from 1 to 4000"],
  ])("refuses %j", (options, message) => {
    const client = createOpenAIClient({ apiKey: "key" });
    expect(() => createOpenAIEmbedder({ client, ...options })).toThrow(message);
  });
});
