import { afterEach, describe, expect, it } from "vitest";
import { createOpenAIClient, type OpenAIClientOptions, OpenAIError } from "./index.ts";
import {
  createFastClock,
  type FakeFault,
  type OpenAIFake,
  type OpenAIFakeOptions,
  startOpenAIFake,
} from "./testing.ts";

const apiKey = "sk-very-secret";
const model = "text-embedding-3-small";
const fakes: OpenAIFake[] = [];
afterEach(() => Promise.all(fakes.splice(0).map((fake) => fake.close())));

/** A client of the real SDK, and the fake it talks to; waits take no time. */
async function start(options: Partial<OpenAIClientOptions> = {}, fakeOptions: OpenAIFakeOptions = {}) {
  const clock = createFastClock();
  const fake = await startOpenAIFake({ apiKey, now: clock.now, ...fakeOptions });
  fakes.push(fake);
  const retry = { random: () => 0.5, ...options.retry };
  const client = createOpenAIClient({ apiKey, baseUrl: fake.url, clock, ...options, retry });
  const embed = (texts: readonly string[] = ["text"], signal?: AbortSignal) =>
    client.embed({ model, texts, dimensions: 64, ...(signal && { signal }) });
  return { fake, client, clock, embed };
}

async function failureOf(call: Promise<unknown>): Promise<OpenAIError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof OpenAIError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

const once = { retry: { attempts: 1 } };
const problem = (message: string, code: string | null = null) => JSON.stringify({ error: { message, code } });
const storm = { status: 429, text: problem("Rate limit reached", "rate_limit_exceeded") } as const;

describe("createOpenAIClient", () => {
  it("embeds texts in order, whatever the order of the answer, and tells the tokens billed", async () => {
    const { embed, fake } = await start();
    const [both, second] = [await embed(["one", "two two two"]), await embed(["two two two"])];
    expect(both.vectors.map(({ length }) => length)).toEqual([64, 64]);
    expect(both.vectors[1]).toEqual(second.vectors[0]);
    expect(both.inputTokens).toBe(4);
    expect(fake.requests[0]?.body).toEqual({
      model,
      input: ["one", "two two two"],
      dimensions: 64,
      encoding_format: "base64",
    });
    expect(fake.requests[0]?.headers.get("authorization")).toBe(`Bearer ${apiKey}`);
  });

  it("reads numbers too, from servers that do not know base64", async () => {
    const texts = ["one", "two"];
    const [base64, numbers] = [await start(), await start({}, { ignoresEncoding: true })];
    expect((await numbers.embed(texts)).vectors).toEqual((await base64.embed(texts)).vectors);
  });

  it.each([
    [{ status: 401, text: problem("Incorrect API key provided: sk-ve**ret") }, "unauthorized", "provided: (key)"],
    [
      { status: 429, text: problem("You exceeded your current quota", "insufficient_quota") },
      "quota-exceeded",
      "quota",
    ],
    [{ status: 404, text: problem("The model does not exist", "model_not_found") }, "not-found", "does not exist"],
    [{ status: 400, text: problem("wrong") }, "invalid-request", "wrong"],
    [storm, "rate-limited", "Rate limit"],
    [
      { status: 429, text: problem("Request too large: Limit 40000, Requested 50000.", "rate_limit_exceeded") },
      "invalid-request",
      "Limit 40000",
    ],
    [{ status: 500, text: "oops" }, "unavailable", "oops"],
    [{ status: 502, text: "<html>Bad gateway</html>" }, "unavailable", "HTTP 502"],
    [{ status: 307, headers: { location: "http://127.0.0.1:9/" } }, "invalid-request", "307"],
    [{ status: 200, text: "<html>Log in</html>" }, "unavailable", "text/html"],
    [{ truncated: true }, "unavailable", "broke off"],
    [{ drop: "before" }, "unavailable", "no answer that can be read"],
    [{ drop: "half" }, "unavailable", "no answer that can be read"],
    [{ missingVectors: 1 }, "invalid-response", "got 1 vectors"],
  ] satisfies [FakeFault, string, string][])("gives %j the code %s", async (fault, code, words) => {
    const { embed, fake } = await start(once);
    fake.fail(fault);
    const error = await failureOf(embed(["a", "b"]));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain("sk-");
  });

  it("reports a request that takes too long", async () => {
    const { embed, fake } = await start({ ...once, timeoutMs: 20 });
    fake.fail({ delayMs: 200 });
    expect((await failureOf(embed())).code).toBe("timeout");
  });

  it.each([
    [{ "retry-after": "7" }, 7_500],
    [{ "retry-after-ms": "1200", "retry-after": "2" }, 1_700],
    [{ "retry-after": "Sun, 22 Nov 2026 00:00:05 GMT" }, 5_500],
    [{ "retry-after": "-3" }, 750],
    [{ "retry-after": "soon" }, 750],
    [
      { "x-ratelimit-limit-tokens": "9", "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "0m12.5s" },
      13_000,
    ],
    [{ "x-ratelimit-limit-tokens": "-1", "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "5s" }, 750],
  ])("waits as long as %j says", async (headers, wait) => {
    const { embed, fake, clock } = await start();
    fake.fail({ ...storm, headers });
    await embed();
    expect(clock.waits[0]).toBe(wait);
  });

  it("outlasts a storm of 429 with many calls under way", async () => {
    const { embed, fake } = await start({ concurrency: 4 });
    fake.fail({ ...storm, times: 12, headers: { "retry-after": "10" } });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => embed([`text ${index}`])));
    expect(answers).toHaveLength(20);
    expect(fake.requests).toHaveLength(32);
  });

  it("learns its limits from the answers and keeps within them", async () => {
    const { embed, fake, clock } = await start({ concurrency: 1 }, { requestsPerMinute: 10, tokensPerMinute: 100_000 });
    await embed();
    await Promise.all(Array.from({ length: 24 }, () => embed()));
    const refused = fake.requests.filter(({ status }) => status === 429).length;
    expect([fake.requests.length - refused, refused]).toEqual([25, 0]);
    expect(clock.now() - Date.parse("2026-11-22T00:00:00Z")).toBeLessThan(200_000);
  });

  it("does not repeat what cannot succeed, a model that went away among it", async () => {
    const { embed, fake } = await start({ retry: { attempts: 3 } });
    fake.fail({ status: 503, times: 3 });
    expect((await failureOf(embed())).code).toBe("unavailable");
    fake.removeModel(model);
    expect((await failureOf(embed())).code).toBe("not-found");
    expect(fake.requests).toHaveLength(4);
  });

  it("ends with the signal's reason, whether waiting or under way", async () => {
    const { embed, fake } = await start({ concurrency: 1 });
    fake.fail({ delayMs: 300 });
    const controller = new AbortController();
    const calls = [embed(["first"], controller.signal), embed(["second"], controller.signal)];
    setTimeout(() => controller.abort(new Error("enough")), 20);
    for (const call of calls) await expect(call).rejects.toThrow("enough");
    expect((await embed(["third"])).vectors).toHaveLength(1);
  });

  it("refuses an empty key, no texts and too many", async () => {
    expect(() => createOpenAIClient({ apiKey: "" })).toThrow(OpenAIError);
    const { embed, fake } = await start();
    for (const texts of [[], Array.from({ length: 2_049 }, () => "a")]) {
      expect((await failureOf(embed(texts))).code).toBe("invalid-request");
    }
    expect(fake.requests).toEqual([]);
  });
});
