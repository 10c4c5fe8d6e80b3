import { afterEach, describe, expect, it } from "vitest";
import { type CohereClientOptions, CohereError, createCohereClient } from "./index.ts";
import {
  type CohereFake,
  type CohereFakeOptions,
  createFastClock,
  type FakeFault,
  startCohereFake,
} from "./testing.ts";

const apiKey = "co-very-secret";
const fakes: CohereFake[] = [];
afterEach(() => Promise.all(fakes.splice(0).map((fake) => fake.close())));

/** A client of the real SDK, and the fake it talks to; waits take no time. */
async function start(options: Partial<CohereClientOptions> = {}, fakeOptions: CohereFakeOptions = {}) {
  const clock = createFastClock();
  const fake = await startCohereFake({ apiKey, now: clock.now, ...fakeOptions });
  fakes.push(fake);
  const retry = { random: () => 0.5, ...options.retry };
  const client = createCohereClient({ apiKey, baseUrl: fake.url, clock, ...options, retry });
  const embed = (texts: readonly string[] = ["text"], signal?: AbortSignal) =>
    client.embed({
      model: "embed-v4.0",
      texts,
      inputType: "search_document",
      dimensions: 256,
      ...(signal && { signal }),
    });
  return { fake, client, clock, embed };
}

async function failureOf(call: Promise<unknown>): Promise<CohereError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CohereError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}

const once = { retry: { attempts: 1 } };
const storm = { status: 429, text: '{"message":"please wait and try again later"}' } as const;

describe("createCohereClient", () => {
  it("embeds texts in order and tells the tokens billed", async () => {
    const { embed, fake } = await start();
    const [both, second] = [await embed(["one", "two two two"]), await embed(["two two two"])];
    expect(both.vectors.map(({ length }) => length)).toEqual([256, 256]);
    expect(both.vectors[1]).toEqual(second.vectors[0]);
    expect(both.inputTokens).toBe(4);
    expect(fake.requests[0]?.body).toEqual({
      model: "embed-v4.0",
      texts: ["one", "two two two"],
      input_type: "search_document",
      output_dimension: 256,
      embedding_types: ["float"],
      truncate: "END",
    });
    expect(fake.requests[0]?.headers.get("authorization")).toBe(`Bearer ${apiKey}`);
  });

  it("ranks documents, best first", async () => {
    const { client, fake } = await start();
    const documents = ["about trees", "capital of the states", "the capital"];
    const request = { model: "rerank-v4.0-fast", query: "capital states", documents, limit: 2 };
    expect(await client.rerank({ ...request, maxTokensPerDocument: 100 })).toEqual({
      results: [
        { index: 1, score: 1 },
        { index: 2, score: 0.5 },
      ],
      searchUnits: 1,
    });
    expect(fake.requests[0]?.body).toMatchObject({ top_n: 2, max_tokens_per_doc: 100 });
    expect(await client.rerank({ ...request, documents: [] })).toEqual({ results: [], searchUnits: 0 });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    [{ status: 401, text: '{"message":"invalid api token"}' }, "unauthorized", "invalid api token"],
    [{ status: 402, text: '{"message":"billing limit"}' }, "quota-exceeded", "billing"],
    [{ status: 404, text: `{"message":"model 'x' not found"}` }, "not-found", "'x'"],
    [{ status: 400, text: `{"message":"model 'embed-english-v2.0' was removed"}` }, "not-found", "removed"],
    [{ status: 422, text: '{"message":"wrong"}' }, "invalid-request", "wrong"],
    [storm, "rate-limited", "please wait"],
    [{ status: 429, text: '{"message":"limited to 1000 API calls / month"}' }, "quota-exceeded", "month"],
    [{ status: 500, text: "oops" }, "unavailable", "oops"],
    [{ status: 502, text: "<html>Bad gateway</html>" }, "unavailable", "HTTP 502"],
    [{ status: 302, headers: { location: "http://127.0.0.1:9/" } }, "invalid-request", "302"],
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
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(apiKey);
  });

  it("reports a request that takes too long", async () => {
    const { embed, fake } = await start({ ...once, timeoutMs: 20 });
    fake.fail({ delayMs: 200 });
    expect((await failureOf(embed())).code).toBe("timeout");
  });

  it.each([
    ["7", 7_500],
    ["Sun, 22 Nov 2026 00:00:05 GMT", 5_500],
    ["0", 500],
    ["-3", 750],
    ["soon", 750],
  ])("waits for a Retry-After of %s", async (value, wait) => {
    const { embed, fake, clock } = await start();
    fake.fail({ ...storm, headers: { "retry-after": value } });
    await embed();
    expect(clock.waits[0]).toBe(wait);
  });

  it("outlasts a storm of 429 with many calls under way, and sends few requests into it", async () => {
    const { embed, fake } = await start({ concurrency: 4 });
    fake.fail({ ...storm, times: 12, headers: { "retry-after": "10" } });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => embed([`text ${index}`])));
    expect(answers).toHaveLength(20);
    expect(fake.requests).toHaveLength(32);
  });

  it("gives up after its attempts and does not repeat what cannot succeed", async () => {
    const { embed, fake } = await start({ retry: { attempts: 3 } });
    fake.fail({ status: 503, times: 3 });
    expect((await failureOf(embed())).code).toBe("unavailable");
    expect(fake.requests).toHaveLength(3);
    fake.removeModel("embed-v4.0");
    expect((await failureOf(embed())).code).toBe("not-found");
    expect(fake.requests).toHaveLength(4);
  });

  it("never sends more inputs in 60 seconds than the limit, and wastes little of it", async () => {
    const sent: number[] = [];
    const clock = createFastClock();
    const fetch: typeof globalThis.fetch = (url, init) => {
      sent.push(clock.now());
      return globalThis.fetch(url, init);
    };
    const { embed } = await start({ clock, fetch });
    const texts = Array.from({ length: 96 }, (_, index) => `text ${index}`);
    const begin = clock.now();
    await Promise.all(Array.from({ length: 45 }, () => embed(texts)));
    for (const time of sent) {
      expect(sent.filter((other) => other >= time && other < time + 60_000).length * 96).toBeLessThanOrEqual(2_000);
    }
    // 20 full calls fit into 2,000 inputs: 45 need three windows.
    expect(clock.now() - begin).toBe(122_000);
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
    expect(() => createCohereClient({ apiKey: "" })).toThrow(CohereError);
    const { embed, fake } = await start();
    for (const texts of [[], Array.from({ length: 97 }, () => "a")]) {
      expect((await failureOf(embed(texts))).code).toBe("invalid-request");
    }
    expect(fake.requests).toEqual([]);
  });
});
